import { createHttpHeaders, createPipelineRequest, type HttpClient } from "@azure/core-rest-pipeline";
import { expect, test } from "vitest";
import { createIngestionClient } from "./ingestion-client.ts";
import { ingestionEndpoint } from "./ingestion-endpoint.ts";

const key = "InstrumentationKey=11111111-2222-4333-8444-555555555555";
const local = ingestionEndpoint(`${key};IngestionEndpoint=http://127.0.0.1:4000/`);
const remote = ingestionEndpoint(`${key};IngestionEndpoint=https://west.in.example.com/`);

type Answer = { status: number; bodyAsText?: string; headers?: Record<string, string> };

/** Answers with each of them in turn, the last one from then on; notes what was asked for. */
const answering = (...answers: (number | Answer)[]) => {
  const asked: string[] = [];
  const inner: HttpClient = {
    sendRequest: async (request) => {
      asked.push(request.url);
      const given = answers[Math.min(asked.length, answers.length) - 1] ?? 200;
      const { headers, ...answer } = typeof given === "number" ? { status: given, headers: {} } : given;
      return { request, ...answer, headers: createHttpHeaders(headers) };
    },
  };
  return { asked, inner };
};
const track = (url: string) => createPipelineRequest({ url, method: "POST", body: "[]" });

test("only this machine itself is spoken to without encryption", async () => {
  const { asked, inner } = answering(200);
  await createIngestionClient(local, inner).sendRequest(track("https://127.0.0.1:4000/v2.1/track"));
  await createIngestionClient(remote, inner).sendRequest(track("https://west.in.example.com/v2.1/track"));
  expect(asked).toEqual(["http://127.0.0.1:4000/v2.1/track", "https://west.in.example.com/v2.1/track"]);
});

test("no other host is spoken to, whoever names it", async () => {
  const { asked, inner } = answering(200);
  const client = createIngestionClient(remote, inner);
  await expect(client.sendRequest(track("https://other.example.com/v2.1/track"))).rejects.toThrow("only");
  expect(asked).toEqual([]);
});

test("a batch that fails is tried once more, and the state follows what became of it", async () => {
  const { asked, inner } = answering(500, 500, 503, 200);
  const client = createIngestionClient(local, inner);
  expect(client.isWell()).toBe(true);
  await client.sendRequest(track("https://127.0.0.1:4000/v2.1/track"));
  expect(client.isWell()).toBe(false);
  expect(asked).toHaveLength(2);
  await client.sendRequest(track("https://127.0.0.1:4000/v2.1/track"));
  expect(client.isWell()).toBe(true);
  expect(asked).toHaveLength(4);
});

test.each([307, 308])(
  "an endpoint that redirects (%d) is not followed, and is failing until it takes batches itself",
  async (status) => {
    const elsewhere = { status, headers: { location: "https://other.example.com/v2.1/track" } };
    const { asked, inner } = answering(elsewhere, elsewhere, 200);
    const client = createIngestionClient(remote, inner);
    const send = () => client.sendRequest(track("https://west.in.example.com/v2.1/track"));
    await expect(send()).rejects.toThrow(String(status));
    await expect(send()).rejects.toThrow(String(status));
    expect(client.isWell()).toBe(false);
    await send();
    expect(client.isWell()).toBe(true);
    expect(asked).toHaveLength(3);
  },
);

test("a batch for another host did not arrive", async () => {
  const client = createIngestionClient(remote, answering(200).inner);
  await expect(client.sendRequest(track("https://other.example.com/v2.1/track"))).rejects.toThrow("only");
  expect(client.isWell()).toBe(false);
});

test.each([
  ["some of its items", '{"itemsReceived":3,"itemsAccepted":1,"errors":[]}', false],
  ["all of its items", '{"itemsReceived":3,"itemsAccepted":3,"errors":[]}', true],
  ["nobody knows how many", "<h1>206</h1>", false],
])("a batch of which %s were taken arrived: %s %s", async (_, bodyAsText, isWell) => {
  const client = createIngestionClient(remote, answering({ status: 206, bodyAsText }).inner);
  await client.sendRequest(track("https://west.in.example.com/v2.1/track"));
  expect(client.isWell()).toBe(isWell);
});

test("whoever watches is told once when batches cease to arrive and once when they arrive again", async () => {
  const client = createIngestionClient(remote, answering(200, 400, 403, 200, 200, 400).inner);
  const told: (string | undefined)[] = [];
  client.watch((problem) => told.push(problem?.message));
  for (let sent = 0; sent < 6; sent += 1)
    await client.sendRequest(track("https://west.in.example.com/v2.1/track"));
  expect(told).toEqual([expect.stringContaining("400"), undefined, expect.stringContaining("400")]);
  client.watch((problem) => told.push(`late: ${problem?.message}`));
  expect(told.at(-1)).toMatch(/late: .*400/);
});

test("an endpoint that stays silent holds four batches, twelve wait their turn, and no more are kept", async () => {
  const waiting = Promise.withResolvers<never>();
  let held = 0;
  const client = createIngestionClient(local, {
    sendRequest: () => {
      held += 1;
      return waiting.promise;
    },
  });
  const sends = Array.from({ length: 50 }, () =>
    client.sendRequest(track("https://127.0.0.1:4000/v2.1/track")),
  );
  const outcomes = Promise.allSettled(sends.slice(16));
  expect((await outcomes).map(({ status }) => status)).toEqual(Array.from({ length: 34 }, () => "rejected"));
  expect(held).toBe(4);
  expect(client.isWell()).toBe(false);
});

test("what waits is sent in its turn, never more than four at a time, also after one that fails", async () => {
  const { inner } = answering(200);
  let now = 0;
  let most = 0;
  let sent = 0;
  const client = createIngestionClient(local, {
    sendRequest: async (request) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      sent += 1;
      if (sent === 2) return { request, status: 400, headers: createHttpHeaders() };
      return inner.sendRequest(request);
    },
  });
  const sends = Array.from({ length: 16 }, () =>
    client.sendRequest(track("https://127.0.0.1:4000/v2.1/track")),
  );
  await client.settled();
  expect(
    (await Promise.all(sends)).map(({ status }) => status).filter((status) => status === 200),
  ).toHaveLength(15);
  expect({ sent, most }).toEqual({ sent: 16, most: 4 });
});

test("nothing is waited for where nothing was sent", async () => {
  await createIngestionClient(local, answering(200).inner).settled();
});

test.each([
  ["no key", "IngestionEndpoint=https://west.in.example.com/"],
  ["a key that is none", "InstrumentationKey=canary;IngestionEndpoint=https://west.in.example.com/"],
  ["no endpoint", key],
  ["an endpoint without encryption", `${key};IngestionEndpoint=http://canary.example.com/`],
])("a connection string with %s is refused in a sentence that repeats nothing of it", (_, text) => {
  expect(() => ingestionEndpoint(text)).toThrow(/^(?!.*canary).*CONNECTION_STRING/);
});

import { createHttpHeaders, createPipelineRequest, type HttpClient } from "@azure/core-rest-pipeline";
import { expect, test } from "vitest";
import { createIngestionClient } from "./ingestion-client.ts";
import { ingestionEndpoint } from "./ingestion-endpoint.ts";

const key = "InstrumentationKey=11111111-2222-4333-8444-555555555555";
const local = ingestionEndpoint(`${key};IngestionEndpoint=http://127.0.0.1:4000/`);
const remote = ingestionEndpoint(`${key};IngestionEndpoint=https://west.in.example.com/`);

/** Answers with each status in turn, the last one from then on; notes what was asked for. */
const answering = (...statuses: number[]) => {
  const asked: string[] = [];
  const inner: HttpClient = {
    sendRequest: async (request) => {
      asked.push(request.url);
      const status = statuses[Math.min(asked.length, statuses.length) - 1] ?? 200;
      return { request, status, headers: createHttpHeaders() };
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

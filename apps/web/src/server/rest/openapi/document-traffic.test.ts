import { createRateLimits } from "@cloudpix/api";
import { upload } from "@cloudpix/api/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { handleTrpc } from "../../trpc-handler.ts";
import { type ApiDocument, type Line, readDocument } from "../testing/api-document.ts";
import { ownRefusals, type Refused, sharedRefusals } from "../testing/documented-refusals.ts";
import { documentedRequests, type Example, sendExample } from "../testing/documented-requests.ts";
import { openRestWorld, type RestWorld } from "../testing/rest-world.ts";

let rest: RestWorld;
let document: ApiDocument;
let requests: Awaited<ReturnType<typeof documentedRequests>>;
beforeAll(async () => {
  rest = await openRestWorld();
  rest.services.rateLimits = createRateLimits(rest.services.db.throttles, rest.services.now);
  document = readDocument((await rest.ask("GET /openapi.json", { token: null })).json);
  requests = await documentedRequests(rest);
});
afterAll(() => rest.close());

type Init = Parameters<RestWorld["ask"]>[1];
const send = (line: Line, example: Example, init?: Init) => sendExample(rest, line, example, init);
const lineOf = (operationId: string): Line => {
  const line = document.lines.find(({ operation }) => operation.operationId === operationId);
  if (line === undefined) throw new Error(`${operationId} is not documented`);
  return line;
};
const bodyOf = ({ operation }: Line) => operation.requestBody?.content["application/json"]?.schema;
const Properties = z.object({ properties: z.record(z.string(), z.unknown()) });

test("every documented request, sent as documented, is answered as documented", async () => {
  for (const line of document.lines) {
    for (const example of await requests.requestsOf(line)) {
      for (const { name, in: where, schema } of line.operation.parameters) {
        const text = new URLSearchParams(where === "path" ? example.params : example.query).get(name);
        if (text !== null)
          document.requireValid(
            schema,
            /^(integer|boolean)$/.test(String(schema["type"])) ? JSON.parse(text) : text,
          );
      }
      const body = bodyOf(line);
      if (body !== undefined && example.body !== undefined) document.requireValid(body, example.body);
      const answer = await send(line, example);
      expect(answer.status, answer.text).toBeLessThan(300);
      document.requireDocumented(line, answer);
      for (const name of Object.keys(line.operation.responses[answer.status]?.headers ?? {}))
        expect(answer.headers.get(name), `${line.operation.operationId}: ${name}`).not.toBeNull();
    }
  }
});

test("every documented parameter, and every field of a body, is sent at least once", async () => {
  for (const line of document.lines) {
    const examples = await requests.requestsOf(line);
    const sent = examples.flatMap(({ params, query, body }) => [
      ...Object.keys(params ?? {}),
      ...new URLSearchParams(query).keys(),
      ...Object.keys(Object(body)),
    ]);
    const body = bodyOf(line);
    const fields = body === undefined ? [] : Object.keys(Properties.parse(body).properties);
    const told = [...line.operation.parameters.map(({ name }) => name), ...fields];
    expect([line.path, [...new Set(sent)].toSorted()]).toEqual([line.path, told.toSorted()]);
  }
});

test("a file is compared with all that can be known of it", async () => {
  const known = Object.keys(Properties.parse(document.schemas["File"]).properties);
  const answer = await send(lineOf("getFile"), requests.file);
  document.requireDocumented(lineOf("getFile"), answer);
  // Whatever is answered here is not in the trash.
  expect(Object.keys(answer.json).toSorted()).toEqual(
    known.filter((name) => name !== "trashedDate").toSorted(),
  );
  expect(answer.json.thumbnail).toMatchObject({
    state: "ready",
    renditions: [{ name: "thumb" }, { name: "preview" }],
  });
});

/** Puts something in the place of a service until `ask` is done. */
const meanwhile = async <Result>(
  change: Partial<RestWorld["services"]>,
  ask: () => Promise<Result>,
): Promise<Result> => {
  const before = { ...rest.services };
  Object.assign(rest.services, change);
  try {
    return await ask();
  } finally {
    Object.assign(rest.services, before);
  }
};

const compareRefusal = async (line: Line, status: number, refused: Refused) => {
  const { example = await requests.requestOf(line), change = {}, ...init } = refused;
  const answer = await meanwhile(change, () => send(line, example, init));
  expect([line.operation.operationId, answer.status]).toEqual([line.operation.operationId, status]);
  document.requireDocumented(line, answer);
  return answer;
};

describe("refusals are documented too:", () => {
  const at = () => ({ rest, requests });
  test.each(sharedRefusals(at))("%s: %i", async (_, status, concerns, prepare) => {
    const concerned = document.lines.filter(concerns);
    expect(concerned.length).toBeGreaterThan(2);
    for (const line of concerned) {
      const answer = await compareRefusal(line, status, await prepare(line));
      if (status === 429) {
        expect(answer.headers.get("retry-after")).toBe("7");
        expect(answer.headers.get("ratelimit-remaining")).toBe("0");
      }
    }
  });

  test.each(ownRefusals(at))("%s, %s: %i", async (_, operationId, status, prepare) => {
    await compareRefusal(lineOf(operationId), status, await prepare());
  });
});

test("of everything documented, only what the server refuses by itself was not compared here", () => {
  const documented = document.lines.flatMap(({ operation: { operationId, responses } }) =>
    Object.keys(responses)
      .filter((status) => status !== "default")
      .map((status) => `${operationId} ${status}`),
  );
  const left = documented.filter((pair) => !document.compared.has(pair));
  // Requests that never arrive whole: refuse-unparsed.test.ts compares them.
  expect(left.filter((pair) => !/ (408|431)$/.test(pair))).toEqual([]);
  expect(left).toHaveLength(2 * document.lines.length);
});

test("after all this the procedures take nothing for what it is not", async () => {
  const call = async (name: string, input: unknown) => {
    const isQuery = /list|get|profile/.test(name);
    const text = JSON.stringify(input);
    const headers = { authorization: `Bearer ${rest.ada.token}`, "content-type": "application/json" };
    const url = `http://localhost:3000/api/trpc/${name}${isQuery ? `?input=${encodeURIComponent(text)}` : ""}`;
    const answer = await handleTrpc(
      new Request(url, isQuery ? { headers } : { headers, method: "POST", body: text }),
    );
    return answer.status;
  };
  const { fileId } = await upload(rest.world, rest.ada);
  for (const [name, input] of [
    ["files.list", { limit: "10" }],
    ["files.list", { trash: "true" }],
    ["files.list", { trash: 1 }],
    ["files.list", { unheardOf: 1 }],
    ["files.get", { fileId, unheardOf: 1 }],
    ["files.rename", { fileId, fileName: 5 }],
    ["files.delete", { fileId, permanent: true }],
    ["shares.create", { fileId, expirationDays: "7" }],
    ["shares.create", { fileId, expirationDays: true }],
    ["shares.create", { fileId, maxAccessCount: "3" }],
    ["shares.create", { fileId, expiresAt: 1_900_000_000_000 }],
    ["shares.listMine", { limit: "10" }],
    ["auth.login", { email: ["a@example.com"], password: "x" }],
    ["auth.login", { email: "a@example.com", password: 12_345_678 }],
    ["auth.register", { email: "b@example.com", password: "correct horse", unheardOf: 1 }],
  ] as const)
    expect([name, input, await call(name, input)]).toEqual([name, input, 400]);
  expect(await call("files.list", { limit: 10 })).toBe(200);
});

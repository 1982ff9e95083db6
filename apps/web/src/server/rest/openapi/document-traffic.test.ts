import { jpegBytes, upload } from "@cloudpix/api/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { handleTrpc } from "../../trpc-handler.ts";
import { openRestWorld, type RestWorld } from "../testing/rest-world.ts";

// The document as a client reads it, so far as this test has to understand it.
const Media = z.object({ schema: z.looseObject({}) });
const Answer = z.looseObject({ content: z.record(z.string(), Media).optional() });
const Parameter = z.object({ name: z.string(), in: z.enum(["path", "query"]), schema: z.looseObject({}) });
const Operation = z.looseObject({
  operationId: z.string(),
  security: z.array(z.object({ bearer: z.array(z.string()) })),
  parameters: z.array(Parameter),
  requestBody: z.object({ content: z.record(z.string(), Media) }).optional(),
  responses: z.record(z.string(), Answer),
});
type Operation = z.infer<typeof Operation>;
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

type Example = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };
type Line = { method: string; path: string; operation: Operation };

const nowhere = { fileId: "00000000-0000-7000-8000-000000000000", linkId: "A".repeat(22) };
const jpegForm = () => {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(jpegBytes())], "beach.jpg"));
  return form;
};

let rest: RestWorld;
let lines: Line[];
let document: z.infer<typeof Document>;
let examples: Record<string, () => Example | Promise<Example>>;

beforeAll(async () => {
  rest = await openRestWorld();
  document = Document.parse((await rest.ask("GET /openapi.json", { token: null })).json);
  lines = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  const { fileId } = await upload(rest.world, rest.ada);
  await rest.linkTo(fileId, { name: "for Ben", maxAccessCount: 5 });
  const link = async (more: object = {}) => ({ params: { linkId: await rest.linkTo(fileId, more) } });
  const file = { params: { fileId } };
  examples = {
    register: () => ({ body: { email: "new@example.com", password: "correct horse", name: "New" } }),
    login: () => ({ body: { email: rest.ada.user.email, password: "correct horse" } }),
    getProfile: () => ({}),
    uploadFile: () => ({}),
    listFiles: () => ({ query: { limit: "5", kind: "image", q: "beach", sort: "name" } }),
    getFile: () => file,
    renameFile: () => ({ ...file, body: { fileName: "dunes.jpg" } }),
    deleteFile: async () => ({
      params: { fileId: (await upload(rest.world, rest.ada)).fileId },
      query: { permanent: "true" },
    }),
    createShareLink: () => ({
      ...file,
      body: { expirationDays: 7, name: "x", password: "open sesame", maxAccessCount: 3 },
    }),
    listShareLinksOfFile: () => file,
    listMyShareLinks: () => ({ query: { limit: "10" } }),
    revokeShareLink: () => link(),
    openShareLink: () => link(),
    unlockShareLink: async () => ({
      ...(await link({ password: "open sesame" })),
      body: { password: "open sesame" },
    }),
    getIndex: () => ({}),
    getDocument: () => ({}),
    getHealth: () => ({}),
    getReadiness: () => ({}),
    getMetrics: () => ({}),
  };
});
afterAll(() => rest.close());

const exampleOf = async ({ operation: { operationId } }: Line): Promise<Example> => {
  const example = examples[operationId];
  if (example === undefined) throw new Error(`${operationId} has no example here; give it one`);
  return example();
};

type Init = Parameters<RestWorld["ask"]>[1];
const send = ({ method, path, operation }: Line, example: Example, init: Init = {}) => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(example.params?.[name] ?? ""));
  const query = example.query === undefined ? "" : `?${new URLSearchParams(example.query)}`;
  const isForm = operation.requestBody?.content["multipart/form-data"] !== undefined;
  const body = isForm ? { raw: jpegForm() } : example.body === undefined ? {} : { body: example.body };
  return rest.ask(`${method} ${filled}${query}`, { ...body, ...init });
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);

/** An answer may gain fields in time; what it has today is all named. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return "required" in inner && !("additionalProperties" in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
};

const expectValid = (schema: object, value: unknown) => {
  const validate = ajv.compile({ ...schema, components: closed(document.components) });
  expect(validate(value), JSON.stringify({ value, errors: validate.errors })).toBe(true);
};

/** That this status is documented for the operation, and the body is what the document says of it. */
const expectDocumented = (line: Line, answer: Awaited<ReturnType<typeof send>>) => {
  const type = answer.headers.get("content-type") ?? "";
  const schema = line.operation.responses[answer.status]?.content?.[type]?.schema;
  if (schema === undefined)
    throw new Error(
      `${line.operation.operationId} answers ${answer.status} ${type}, which is not documented`,
    );
  const shape = line.operation.operationId === "getDocument" ? schema : closed(schema);
  expectValid(Object(shape), answer.json);
};

test("every documented request, sent as documented, is answered as documented", async () => {
  for (const line of lines) {
    const example = await exampleOf(line);
    for (const { name, in: where, schema } of line.operation.parameters) {
      const text = (where === "path" ? example.params : example.query)?.[name];
      if (text !== undefined)
        expectValid(schema, /^(integer|boolean)$/.test(String(schema["type"])) ? JSON.parse(text) : text);
    }
    const body = line.operation.requestBody?.content["application/json"];
    if (body !== undefined) expectValid(body.schema, example.body);
    const answer = await send(line, example);
    expect(answer.status, answer.text).toBeLessThan(300);
    expectDocumented(line, answer);
  }
});

describe("refusals are documented too:", () => {
  const refusals: [
    string,
    number,
    (line: Line) => boolean,
    (line: Line) => Promise<Init & { example?: Example }>,
  ][] = [
    ["no token", 401, ({ operation }) => operation.security.length > 0, async () => ({ token: null })],
    [
      "a token without the scope",
      403,
      ({ operation }) => (operation.security[0]?.bearer.length ?? 0) > 0,
      async ({ operation }) => {
        const needed = operation.security[0]?.bearer[0];
        const scopes = (["files:read", "shares:read"] as const)
          .filter((scope) => scope !== needed)
          .slice(0, 1);
        return { token: (await rest.ada.auth.createAccessToken({ name: "x", scopes })).token };
      },
    ],
    [
      "a name behind the ? that nobody knows",
      400,
      ({ operation }) => !/^get(Health|Readiness)$/.test(operation.operationId),
      async (line) => ({ example: { ...(await exampleOf(line)), query: { unheardOf: "1" } } }),
    ],
    [
      "another content type",
      415,
      ({ operation }) => operation.requestBody !== undefined,
      async () => ({ raw: "x", body: undefined, headers: { "content-type": "text/plain" } }),
    ],
    [
      "too large a body",
      413,
      ({ operation }) => operation.requestBody?.content["application/json"] !== undefined,
      async () => ({ raw: `{"x":"${"x".repeat(70_000)}"}`, headers: { "content-type": "application/json" } }),
    ],
    [
      "the id of nothing",
      404,
      ({ path }) => path.includes("{"),
      async (line) => ({ example: { ...(await exampleOf(line)), params: nowhere } }),
    ],
  ];
  test.each(refusals)("%s: %i", async (_, status, concerns, prepare) => {
    const concerned = lines.filter(concerns);
    expect(concerned.length).toBeGreaterThan(2);
    for (const line of concerned) {
      const { example = await exampleOf(line), ...init } = await prepare(line);
      const answer = await send(line, example, init);
      expect([line.operation.operationId, answer.status]).toEqual([line.operation.operationId, status]);
      expectDocumented(line, answer);
    }
  });

  test("links that do not open: 403, 410", async () => {
    const open = lines.find(({ operation }) => operation.operationId === "openShareLink");
    if (open === undefined) throw new Error("links cannot be opened");
    const { fileId } = await upload(rest.world, rest.ada);
    const revoked = await rest.linkTo(fileId);
    await rest.ada.shares.revoke({ linkId: revoked });
    for (const [linkId, status] of [
      [await rest.linkTo(fileId, { password: "open sesame" }), 403],
      [revoked, 410],
    ] as const) {
      const answer = await send(open, { params: { linkId } }, { token: null });
      expect(answer.status).toBe(status);
      expectDocumented(open, answer);
    }
  });
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

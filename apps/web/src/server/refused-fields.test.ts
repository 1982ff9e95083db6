import { DAY_MS } from "@cloudpix/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRestWorld, type RestWorld } from "./rest/testing/rest-world.ts";
import { handleTrpc } from "./trpc-handler.ts";

let rest: RestWorld;
let fileId: string;
beforeAll(async () => {
  rest = await openRestWorld();
  const sent = await ask("POST /files/upload", { raw: formOf("file", "some bytes") });
  fileId = sent.fileId;
});
afterAll(() => rest.close());

const formOf = (part: string, content: string) => {
  const form = new FormData();
  form.set(part, new File([content], "a.bin"));
  return form;
};
const ask = async (...asked: Parameters<RestWorld["ask"]>) => (await rest.ask(...asked)).json;
const asJson = { "content-type": "application/json" };
const share = (body: unknown) => ask(`POST /files/${fileId}/share`, { body });
const trpc = async (path: string, init: RequestInit = {}) => {
  const headers = { authorization: `Bearer ${rest.ada.token}`, ...asJson };
  const answer = await handleTrpc(
    new Request(`http://localhost:3000/api/trpc/${path}`, { headers, ...init }),
  );
  const told = await answer.json();
  const { error } = Array.isArray(told) ? told[0] : told;
  return { code: error.data.appCode, detail: error.message, issues: error.data.issues };
};
const anHourAgo = () => new Date(rest.world.services.now().getTime() - 3_600_000).toISOString();
const badCursor = encodeURIComponent(JSON.stringify({ cursor: "x" }));
const daysOldId = () => {
  const time = (rest.world.services.now().getTime() - 3 * DAY_MS).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
};

/** `path`: the field that is named; empty: the request as a whole. */
const kinds: [kind: string, path: string, refused: () => Promise<unknown>][] = [
  ["a field of another type", "expirationDays", () => share({ expirationDays: "7" })],
  ["no moment", "expiresAt", () => share({ expiresAt: "tomorrow" })],
  ["a moment that is over", "expiresAt", () => share({ expiresAt: anHourAgo() })],
  ["two ends", "expiresAt", () => share({ expirationDays: 7, expiresAt: null })],
  ["a field that there is not", "", () => share({ unheardOf: 1 })],
  ["a cursor of files", "cursor", () => ask("GET /files?cursor=x")],
  ["a cursor of links", "cursor", () => ask("GET /share/user?cursor=x")],
  ["a query name given twice", "limit", () => ask("GET /files?limit=1&limit=2")],
  ["an id in the path", "fileId", () => ask("GET /files/x")],
  ["JSON that is none", "", () => ask("POST /auth/login", { raw: "{", headers: asJson })],
  ["text that is none", "", () => ask("POST /auth/login", { raw: new Uint8Array([0xff]), headers: asJson })],
  ["a form without the file", "file", () => ask("POST /files/upload", { raw: formOf("other", "x") })],
  ["an empty file", "file", () => ask("POST /files/upload", { raw: formOf("file", "") })],
  [
    "a form without a boundary",
    "",
    () => ask("POST /files/upload", { raw: "x", headers: { "content-type": "multipart/form-data" } }),
  ],
  ["tRPC, a cursor", "cursor", () => trpc(`files.list?input=${badCursor}`)],
  ["tRPC, JSON that is none", "", () => trpc("files.list?input=%7B")],
  ["tRPC, a body that is none", "", () => trpc("auth.login", { method: "POST", body: "{" })],
  [
    "tRPC, a batch over the limit",
    "",
    () => trpc(`${Array.from({ length: 21 }, () => "system.health").join(",")}?batch=1&input=%7B%7D`),
  ],
  [
    "tRPC, an old request id",
    "requestId",
    () => {
      const input = { fileName: "a.jpg", fileSize: 1, requestId: daysOldId() };
      return trpc("files.createUpload", { method: "POST", body: JSON.stringify(input) });
    },
  ],
];
test.each([
  [{ email: "ada@example.com" }, "The field password is missing."],
  [{ email: 1, password: "x" }, "The field email must be text."],
  [{ email: "ada@example.com", password: "x", admin: true }, "There is no field admin here."],
  ["x", "What was sent must be an object."],
])("what people are shown of %j is a sentence for them, over REST and tRPC alike", async (body, sentence) => {
  const told = await ask("POST /auth/login", { body });
  expect([told.error, told.detail, told.issues[0].message]).toEqual([sentence, sentence, sentence]);
  const called = await trpc("auth.login", { method: "POST", body: JSON.stringify(body) });
  expect([called.detail, called.issues[0].message]).toEqual([sentence, sentence]);
});

test.each(kinds)("what is refused is named in `issues`: %s", async (_, path, refused) => {
  const issue = { path, message: expect.stringMatching(/./) };
  expect(await refused()).toMatchObject({ code: "input.invalid", issues: [issue] });
});

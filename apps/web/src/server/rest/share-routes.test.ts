import { upload } from "@cloudpix/api/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRestWorld, type RestWorld } from "./testing/rest-world.ts";

let rest: RestWorld;
beforeEach(async () => {
  rest = await openRestWorld();
});
afterEach(() => rest.close());

test("a link is made with `{}`, with nothing at all, and with null days, which is the default and never the past", async () => {
  const { fileId } = await upload(rest.world, rest.ada);
  const inThirtyDays = "2026-03-31T12:00:00.000Z";
  for (const init of [{ body: {} }, {}, { body: { expirationDays: null } }, { raw: "" }]) {
    const answer = await rest.ask(`POST /files/${fileId}/share`, init);
    expect([answer.status, answer.json.expiryDate]).toEqual([201, inThirtyDays]);
  }
  const never = await rest.ask(`POST /files/${fileId}/share`, { body: { expiresAt: null } });
  expect(never.json.expiryDate).toBeNull();
  expect(never.json.shareUrl).toBe(`https://pix.example.com/s/${never.json.linkId}`);
});

test.each([
  [{ expirationDays: 0 }],
  [{ expirationDays: "7" }],
  [{ expirationDays: 7, expiresAt: null }],
  [{ fileId: "00000000-0000-7000-8000-000000000000" }],
  [{ unknown: 1 }],
  [[]],
  [null],
])("a link is not made of %j", async (body) => {
  const { fileId } = await upload(rest.world, rest.ada);
  expect((await rest.ask(`POST /files/${fileId}/share`, { body })).status).toBe(400);
  expect((await rest.ask(`GET /files/${fileId}/share-links`)).json.shareLinks).toEqual([]);
});

test("opening a link counts one access; looking at it counts none and tells nothing", async () => {
  const { fileId } = await upload(rest.world, rest.ada);
  const linkId = await rest.linkTo(fileId);
  const open = () => rest.ask(`GET /share/${linkId}`, { token: null });
  const { json, headers } = await open();
  expect(headers.get("cache-control")).toBe("no-store");
  expect(json.shareLink).toMatchObject({ linkId, accessCount: 1 });
  expect(json.file).not.toHaveProperty("userId");
  for (const look of [
    await rest.ask(`HEAD /share/${linkId}`, { token: null }),
    await rest.ask(`GET /share/${linkId}`, { token: null, headers: { "sec-purpose": "prefetch;prerender" } }),
    await rest.ask(`HEAD /share/${"A".repeat(22)}`, { token: null }),
    // An address of the API that was pasted into a chat.
    await rest.ask(`GET /share/${linkId}`, { token: null, headers: { "user-agent": "Slackbot 1.0" } }),
  ])
    expect([look.status, look.text]).toEqual([204, ""]);
  expect((await open()).json.shareLink.accessCount).toBe(2);
});

test("a locked link opens with its password only", async () => {
  const { fileId } = await upload(rest.world, rest.ada);
  const linkId = await rest.linkTo(fileId, { password: "open sesame" });
  const unlock = (password: string) =>
    rest.ask(`POST /share/${linkId}/unlock`, { token: null, body: { password } });
  const locked = await rest.ask(`GET /share/${linkId}`, { token: null });
  expect([locked.status, locked.json.code]).toEqual([403, "share.password_required"]);
  expect(await unlock("wrong")).toMatchObject({ status: 403, json: { code: "share.password_wrong" } });
  expect((await unlock("open sesame")).json.shareLink).toMatchObject({ accessCount: 1, hasPassword: true });
});

test("a revoked link is revoked again with the same answer, and is gone for its visitors", async () => {
  const { fileId } = await upload(rest.world, rest.ada);
  const linkId = await rest.linkTo(fileId);
  const revoke = () => rest.ask(`POST /share/${linkId}/revoke`, { body: {} });
  expect((await revoke()).json).toEqual((await revoke()).json);
  expect(await rest.ask(`GET /share/${linkId}`, { token: null })).toMatchObject({
    status: 410,
    json: { code: "share.revoked" },
  });
  expect((await rest.ask(`GET /files/${fileId}/share-links`)).json.shareLinks).toEqual([]);
  const mine = await rest.ask("GET /share/user");
  expect(mine.json.shareLinks).toMatchObject([
    { linkId, isRevoked: true, file: { fileId, fileSize: 1_000 } },
  ]);
});

test("the links of a file are those that were not revoked, an expired one among them", async () => {
  const { fileId } = await upload(rest.world, rest.ada);
  const expiresAt = new Date(rest.services.now().getTime() + 1_000).toISOString();
  const linkId = await rest.linkTo(fileId, { expiresAt });
  const revoked = await rest.linkTo(fileId);
  await rest.ask(`POST /share/${revoked}/revoke`, { body: {} });
  rest.pass(1_000);
  const { json } = await rest.ask(`GET /files/${fileId}/share-links`);
  expect(json.shareLinks).toMatchObject([{ linkId, state: "expired", isRevoked: false }]);
});

test("somebody else's link cannot be revoked", async () => {
  const { fileId } = await upload(rest.world, rest.ada);
  const linkId = await rest.linkTo(fileId);
  const { token } = await rest.person("Ben");
  expect((await rest.ask(`POST /share/${linkId}/revoke`, { token })).status).toBe(404);
  expect((await rest.ask(`GET /share/${linkId}`, { token: null })).status).toBe(200);
});

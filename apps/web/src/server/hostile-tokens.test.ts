import { deriveKey } from "@cloudpix/api";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { askPath, askProcedure, shownVisit } from "../../test/ask.ts";
import { forged, readsAlike, tryForgeries } from "../../test/forged-tokens.ts";
import { hostileText } from "../../test/hostile-texts.ts";
import { hostileScalar } from "../../test/hostile-values.ts";
import { type HostileWorld, openHostileWorld, refusalIn } from "../../test/hostile-world.ts";
import type { ProcedureName } from "../../test/procedure-cases.ts";
import { sessionCookie } from "./session-cookie.ts";

const tries = { numRuns: inject("faultRuns"), seed: inject("faultSeed") };
// `npm run faults` tries much longer.
vi.setConfig({ testTimeout: 30_000 + 1_000 * tries.numRuns });

let hostile: HostileWorld;
beforeAll(async () => {
  hostile = await openHostileWorld(inject("faultDriver"));
});
afterAll(() => hostile?.close());

const keyFor = (purpose: string) => deriveKey(hostile.world().secret, purpose);
const nothingChanges = { changes: () => false };

const listWith = (bearer: string) =>
  hostile.check(() => askProcedure("files.list", undefined, { ...hostile.owner(), bearer }), nothingChanges);

test("a bearer that was forged is 401, whatever it says and however it is signed", async () => {
  const genuine = hostile.owner().bearer;
  expect((await listWith(genuine)).status).toBe(200);
  const key = keyFor("session-token");
  await tryForgeries(["iss", "aud", "sub", "jti", "exp", "tokenVersion"], tries, async (forgery) => {
    const token = await forged(forgery, genuine, key);
    if (readsAlike(token, genuine)) return;
    expect((await listWith(token)).status, JSON.stringify(forgery)).toBe(401);
  });
});

test("an access token that differs in one character is none", async () => {
  const { program } = hostile.belongings();
  expect((await listWith(program)).status).toBe(200);
  const character = fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code));
  await fc.assert(
    fc.asyncProperty(fc.nat(program.length - 1), character, fc.boolean(), async (at, other, isLonger) => {
      const token = program.slice(0, at) + other + program.slice(at + (isLonger ? 0 : 1));
      fc.pre(token !== program);
      expect((await listWith(token)).status).toBe(401);
    }),
    tries,
  );
});

test("what was given out for one purpose is worth nothing for another", async () => {
  const { links, resetToken, owner } = hostile.belongings();
  const { userId } = owner.user;
  const nowMs = hostile.world().services.now().getTime();
  const cookie = await sessionCookie({ userId, tokenVersion: 0, sinceMs: nowMs, renewedMs: nowMs });
  const inCookie = cookie.split(";", 1)[0]?.split("=")[1] ?? "";
  const reset = await resetToken();
  for (const other of [links.link.visit, reset, inCookie]) expect((await listWith(other)).status).toBe(401);
  for (const other of [owner.token, reset, inCookie]) {
    const answer = await askPath(`/s/${links.link.linkId}/file?v=${other}`, {});
    expect(answer.status).toBe(401);
  }
});

test("a visit that was forged opens no bytes, in the address or in a cookie", async () => {
  const { linkId, visit } = hostile.belongings().links.link;
  const key = keyFor("visit");
  expect((await askPath(`/s/${linkId}/file?v=${visit}`, {})).status).toBe(200);
  const path = `/s/${linkId}/file`;
  await tryForgeries(["iss", "aud", "sub", "exp", "lock"], tries, async (forgery) => {
    const token = await forged(forgery, visit, key);
    if (readsAlike(token, visit)) return;
    const inAddress = () => askPath(`${path}?v=${encodeURIComponent(token)}`, {});
    const inCookie = () => askPath(path, { headers: { cookie: shownVisit(linkId, token) } });
    for (const ask of /[;,\s]/.test(token) ? [inAddress] : [inAddress, inCookie])
      expect((await hostile.check(ask, nothingChanges)).status, JSON.stringify(forgery)).toBe(401);
  });
});

test("a permission to set a password that was forged sets none", async () => {
  const genuine = await hostile.belongings().resetToken();
  const key = keyFor("password-reset");
  await tryForgeries(["iss", "aud", "sub", "exp", "fingerprint"], tries, async (forgery) => {
    const token = await forged(forgery, genuine, key);
    if (readsAlike(token, genuine)) return;
    const input = { token, newPassword: "another horse" };
    const ask = () => askProcedure("auth.resetPassword", input, { linkId: "" });
    const answer = await hostile.check(ask, nothingChanges);
    expect(answer.status, JSON.stringify(forgery)).toBe(400);
  });
});

test.each<[ProcedureName, "files" | "links"]>([
  ["files.list", "files"],
  ["shares.listMine", "links"],
])("%s takes no cursor that was changed, cut, made up or given out for another list", async (name, list) => {
  const { owner } = hostile.belongings();
  const eve = await hostile.world().person("Eve");
  await hostile.settle();
  const cursors = {
    files: (await owner.files.list({ limit: 1 })).nextCursor ?? "",
    links: (await owner.shares.listMine({ limit: 1 })).nextCursor ?? "",
  };
  const genuine = cursors[list];
  expect(genuine.length).toBeGreaterThan(28);
  const ask = (cursor: unknown, bearer = owner.token) =>
    askProcedure(name, { cursor }, { linkId: "", bearer });
  expect((await ask(genuine)).status).toBe(200);
  expect((await ask(genuine, eve.token)).status).toBe(400);
  expect((await ask(cursors[list === "files" ? "links" : "files"])).status).toBe(400);
  const character = fc.constantFrom(..."ABCxyz019-_+/=%");
  const changed = fc
    .tuple(fc.nat(genuine.length - 1), character)
    .map(([at, other]) => genuine.slice(0, at) + other + genuine.slice(at + 1));
  const cut = fc.nat(genuine.length - 1).map((length) => genuine.slice(0, length));
  await fc.assert(
    fc.asyncProperty(fc.oneof(changed, cut, hostileText, hostileScalar), async (cursor) => {
      fc.pre(cursor !== genuine && cursor !== null);
      const answer = await hostile.check(() => ask(cursor), nothingChanges);
      expect(answer.status).toBe(400);
      expect(new Set(refusalIn(await answer.json()).fields)).toEqual(new Set(["cursor"]));
    }),
    tries,
  );
});

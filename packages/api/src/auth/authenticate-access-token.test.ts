import { DAY_MS, MINUTE_MS, type Scope, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const make = (scopes: Scope[] = ["files:read"], expirationDays?: number | null) =>
  ada.auth.createAccessToken({
    name: "backup",
    scopes,
    ...(expirationDays === undefined ? {} : { expirationDays }),
  });
const listed = async () => (await ada.auth.listAccessTokens()).accessTokens;
const ask = (token: string) => world.call(token).files.list();

test("a token does what its scopes say, for its owner only", async () => {
  const { token } = await make();
  const file = await upload(world, ada);
  await upload(world, await world.person("Bob"));
  expect((await ask(token)).files.map(({ fileId }) => fileId)).toEqual([file.fileId]);
  expect(await codeOf(world.call(token).files.delete({ fileId: file.fileId }))).toBe("auth.scope_missing");
});

test("an expired token says so, and is still listed", async () => {
  const { token, accessToken } = await make(["files:read"], 1);
  world.pass(DAY_MS - 1);
  await expect(ask(token)).resolves.toBeDefined();
  world.pass(1);
  expect(await codeOf(ask(token))).toBe("auth.token_expired");
  const again = await world.stranger.auth.login({ email: ada.user.email, password: "correct horse" });
  expect((await world.call(again.token).auth.listAccessTokens()).accessTokens).toMatchObject([
    { tokenId: accessToken.tokenId },
  ]);
});

test("a guessed secret, a mended text and the name of somebody else's token are the same to the caller", async () => {
  const bob = await world.person("Bob");
  const bobs = await bob.auth.createAccessToken({ name: "bob's", scopes: ["files:read"] });
  const { token } = await make();
  const bytes = Buffer.from(token.slice(4), "base64url");
  const withBytes = (change: (copy: Buffer) => void) => {
    const copy = Buffer.from(bytes);
    change(copy);
    return `cpx_${copy.toString("base64url")}`;
  };
  const bobsBytes = Buffer.from(bobs.token.slice(4), "base64url");
  const forged = [
    withBytes((copy) => copy.writeUInt8(copy.readUInt8(63) ^ 1, 63)),
    withBytes((copy) => copy.writeUInt8(copy.readUInt8(15) ^ 1, 15)),
    withBytes((copy) => copy.writeUInt8(copy.readUInt8(31) ^ 1, 31)),
    // Ada's user with Bob's token, and the other way round: each half is true.
    withBytes((copy) => bobsBytes.copy(copy, 16, 16)),
    withBytes((copy) => bobsBytes.copy(copy, 0, 0, 16)),
    withBytes((copy) => bobsBytes.copy(copy, 0, 0, 32)),
    `${token}x`,
    "cpx_",
  ];
  const answers = await Promise.all(forged.map((text) => codeOf(ask(text))));
  expect(answers).toEqual(forged.map(() => "auth.token_invalid"));
});

test("the last use is noted, once a minute at most", async () => {
  const { token } = await make();
  const { markUsed } = world.services.db.accessTokens;
  let notes = 0;
  world.services.db.accessTokens.markUsed = (...given) => {
    notes += 1;
    return markUsed(...given);
  };
  const used = async () => {
    await ask(token);
    return (await listed())[0]?.lastUsedAt;
  };
  expect((await listed())[0]?.lastUsedAt).toBeNull();
  const first = world.services.now().toISOString();
  expect(await used()).toBe(first);
  world.pass(MINUTE_MS - 1);
  expect(await used()).toBe(first);
  expect(notes).toBe(1);
  world.pass(1);
  expect(await used()).toBe(world.services.now().toISOString());
  expect(notes).toBe(2);
});

test("a use that could not be noted is no reason to refuse, and stands in the log", async () => {
  const { token } = await make();
  const warnings: unknown[] = [];
  world.services.log.warn = (given: unknown) => void warnings.push(given);
  world.services.db.accessTokens.markUsed = () => Promise.reject(unavailable("locked"));
  await expect(ask(token)).resolves.toBeDefined();
  expect(warnings).toMatchObject([{ err: { code: "dependency.unavailable" } }]);
});

test("a database that does not answer is told as that, never as a wrong token", async () => {
  const { token } = await make();
  world.services.db.accessTokens.get = () => Promise.reject(unavailable("down"));
  expect(await codeOf(ask(token))).toBe("dependency.unavailable");
});

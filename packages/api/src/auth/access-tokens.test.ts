import { DAY_MS, MINUTE_MS, newUuidV7, type Scope, unavailable } from "@cloudpix/domain";
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

test("its text is shown once; what is remembered would not let anybody in", async () => {
  const { token, accessToken } = await make();
  expect(await listed()).toEqual([accessToken]);
  const record = await world.services.db.accessTokens.get(ada.user.userId, accessToken.tokenId);
  expect(record?.secretHash).toMatch(/^[0-9a-f]{64}$/);
  const told = JSON.stringify([accessToken, await listed()]);
  expect(told).not.toContain(token.slice(-43));
  expect(told).not.toContain(record?.secretHash ?? "?");
});

test("a token lives 90 days unless it is told otherwise, and without an end only by word", async () => {
  const inDays = (days: number) => new Date(world.services.now().getTime() + days * DAY_MS).toISOString();
  expect((await make()).accessToken.expiresAt).toBe(inDays(90));
  expect((await make([`files:read`], 7)).accessToken.expiresAt).toBe(inDays(7));
  expect((await make([`files:read`], null)).accessToken.expiresAt).toBeNull();
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

test("a revoked token is refused on the next request; revoking it again, or one that never was, is not found", async () => {
  const { token, accessToken } = await make();
  const input = { tokenId: accessToken.tokenId };
  expect(await ada.auth.revokeAccessToken(input)).toEqual(input);
  expect(await codeOf(ask(token))).toBe("auth.token_invalid");
  expect(await listed()).toEqual([]);
  expect(await codeOf(ada.auth.revokeAccessToken(input))).toBe("token.not_found");
  expect(await codeOf(ada.auth.revokeAccessToken({ tokenId: newUuidV7(new Date()) }))).toBe(
    "token.not_found",
  );
});

test("a token of somebody else is neither seen nor revoked", async () => {
  const bob = await world.person("Bob");
  const { token, accessToken } = await make();
  expect(await bob.auth.listAccessTokens()).toEqual({ accessTokens: [] });
  expect(await codeOf(bob.auth.revokeAccessToken({ tokenId: accessToken.tokenId }))).toBe("token.not_found");
  await expect(ask(token)).resolves.toBeDefined();
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

test("a token that was being made when the sessions ended is none", async () => {
  const { create } = world.services.db.accessTokens;
  const made: string[] = [];
  world.services.db.accessTokens.create = async (token) => {
    await ada.auth.signOutEverywhere();
    made.push(token.tokenId);
    return create(token);
  };
  expect(await codeOf(make())).toBe("auth.token_invalid");
  expect(made).toHaveLength(1);
  expect(await world.services.db.accessTokens.list(ada.user.userId)).toEqual([]);
});

test("nobody has more tokens than a list shows", async () => {
  await Promise.all(Array.from({ length: 100 }, () => make()));
  await expect(make()).rejects.toThrow("You have 100 access tokens.");
  const [one] = await listed();
  await ada.auth.revokeAccessToken({ tokenId: one?.tokenId ?? "" });
  await expect(make()).resolves.toBeDefined();
});

test("tokens that ended with the sessions stand in nobody's way, also when their rows are still there", async () => {
  await Promise.all(Array.from({ length: 100 }, () => make()));
  world.services.db.accessTokens.removeByUser = () => Promise.reject(unavailable("down"));
  const { token } = await ada.auth.signOutEverywhere();
  const input = { name: "a new one", scopes: ["files:read"] as Scope[] };
  await expect(world.call(token).auth.createAccessToken(input)).resolves.toBeDefined();
});

test.each([
  ["no name", { name: " ", scopes: ["files:read"] as Scope[] }],
  ["no scope", { name: "x", scopes: [] }],
  ["a scope twice", { name: "x", scopes: ["files:read", "files:read"] as Scope[] }],
  ["no day", { name: "x", scopes: ["files:read"] as Scope[], expirationDays: 0 }],
])("a token with %s is refused", async (_, input) => {
  expect(await codeOf(ada.auth.createAccessToken(input))).toBe("input.invalid");
});

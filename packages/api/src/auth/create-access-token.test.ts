import { DAY_MS, type Scope, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";

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

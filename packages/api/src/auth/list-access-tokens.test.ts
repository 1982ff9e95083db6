import { DAY_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const token = { name: "backup", scopes: ["files:read" as const] };

test("tokens are listed newest first, expired ones included, and without their hashes", async () => {
  const { accessToken: expired } = await ada.auth.createAccessToken({ ...token, expirationDays: 1 });
  world.pass(DAY_MS);
  const again = await world.stranger.auth.login({ email: ada.user.email, password: "correct horse" });
  const { auth } = world.call(again.token);
  const { accessToken: living } = await auth.createAccessToken(token);
  expect(await auth.listAccessTokens()).toEqual({ accessTokens: [living, expired] });
  expect(Object.keys(living)).not.toContain("secretHash");
});

test("a token of somebody else is not listed, and a stranger has none", async () => {
  const bob = await world.person("Bob");
  await ada.auth.createAccessToken(token);
  expect(await bob.auth.listAccessTokens()).toEqual({ accessTokens: [] });
  expect(await codeOf(world.stranger.auth.listAccessTokens())).toBe("auth.required");
});

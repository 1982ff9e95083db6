import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

test("everybody is told of themself, by a session and by any access token, and never of their hash", async () => {
  const bob = await world.person("Bob");
  const { token } = await ada.auth.createAccessToken({ name: "x", scopes: ["shares:read"] });
  expect(await ada.auth.profile()).toEqual(ada.user);
  expect(await world.call(token).auth.profile()).toEqual(ada.user);
  expect(await bob.auth.profile()).toEqual(bob.user);
  expect(Object.keys(ada.user)).not.toContain("passwordHash");
  expect(Object.keys(ada.user)).not.toContain("tokenVersion");
});

test("a stranger has no profile", async () => {
  expect(await codeOf(world.stranger.auth.profile())).toBe("auth.required");
});

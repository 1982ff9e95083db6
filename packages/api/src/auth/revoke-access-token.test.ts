import { newUuidV7 } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const make = () => ada.auth.createAccessToken({ name: "backup", scopes: ["files:read"] });
const listed = async () => (await ada.auth.listAccessTokens()).accessTokens;
const ask = (token: string) => world.call(token).files.list();

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

test("a token of somebody else is not revoked", async () => {
  const bob = await world.person("Bob");
  const { token, accessToken } = await make();
  expect(await codeOf(bob.auth.revokeAccessToken({ tokenId: accessToken.tokenId }))).toBe("token.not_found");
  await expect(ask(token)).resolves.toBeDefined();
});

import { toInstant, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";
import { createRateLimits } from "../rate-limits.ts";
import { visitedFile } from "../shares/continue-visit.ts";
import { previewCard, previewCardPicture } from "../shares/preview-card.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(() => world.close());

const password = "correct horse";
const login = (given = password) => world.stranger.auth.login({ email: ada.user.email, password: given });

test("a deleted account cannot be signed in to, and nobody can tell it from one that never was", async () => {
  await ada.auth.deleteAccount({ password });
  const refusals = [
    login(),
    login("wrong horse"),
    world.stranger.auth.login({ email: "nobody@example.com", password }),
  ];
  const told = await Promise.all(refusals.map((refusal) => refusal.catch((error: unknown) => String(error))));
  expect(new Set(told).size).toBe(1);
  expect(await codeOf(login())).toBe("auth.credentials_wrong");
});

test("signing in to a deleted account costs what an unknown e-mail costs", async () => {
  await ada.auth.deleteAccount({ password });
  const verified: (string | null)[] = [];
  const { passwords } = world.services;
  world.services.passwords = {
    ...passwords,
    verify: (given, hash) => {
      verified.push(hash);
      return passwords.verify(given, hash);
    },
  };
  await codeOf(login());
  await codeOf(world.stranger.auth.login({ email: "nobody@example.com", password }));
  expect(verified).toEqual([null, null]);
});

test("its e-mail is taken until the worker has removed the account, and free then", async () => {
  await ada.auth.deleteAccount({ password });
  const register = () => world.stranger.auth.register({ email: ada.user.email, password });
  expect(await codeOf(register())).toBe("auth.email_taken");
  expect(await world.services.db.users.listClosed(10)).toMatchObject([{ userId: ada.user.userId }]);
  await world.services.db.users.remove(ada.user.userId);
  await expect(register()).resolves.toBeDefined();
});

test("its links end at once, those of somebody else do not", async () => {
  const bob = await world.person("Bob");
  const [adas, bobs] = [await upload(world, ada), await upload(world, bob)];
  const link = await ada.shares.create({ fileId: adas.fileId });
  const other = await bob.shares.create({ fileId: bobs.fileId });
  await ada.auth.deleteAccount({ password });
  expect(await codeOf(world.stranger.shares.open({ linkId: link.linkId }))).toMatch(
    /^share\.(not_found|revoked)$/,
  );
  await expect(world.stranger.shares.open({ linkId: other.linkId })).resolves.toBeDefined();
});

test("links that could not be revoked serve no visit that runs, and show no card", async () => {
  const { fileId } = await upload(world, ada);
  const { linkId } = await ada.shares.create({ fileId });
  const { visitToken } = await world.stranger.shares.open({ linkId });
  const { services } = world;
  services.db.shareLinks.revokeByUser = () => Promise.reject(unavailable("down"));
  await ada.auth.deleteAccount({ password });
  const looks = [
    () => visitedFile(services, linkId, [visitToken]),
    () => previewCard(services, linkId),
    () => previewCardPicture(services, linkId),
  ];
  for (const look of looks) expect(await codeOf(look())).toBe("share.not_found");
});

test("nothing is uploaded into it any more", async () => {
  const { userId } = ada.user;
  await ada.auth.deleteAccount({ password });
  expect(await world.services.db.users.reserveBytes(userId, 1, toInstant(world.services.now()))).not.toBe(
    "reserved",
  );
});

test("a wrong password deletes nothing, and guessing is throttled like signing in", async () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
  for (let tries = 0; tries < 10; tries += 1)
    expect(await codeOf(ada.auth.deleteAccount({ password: "wrong horse" }))).toBe("auth.credentials_wrong");
  expect(await codeOf(ada.auth.deleteAccount({ password }))).toBe("rate.limited");
  await expect(ada.auth.profile()).resolves.toBeDefined();
});

test("of two deletions at once one is answered, and the other's session is over", async () => {
  const tries = await Promise.allSettled([1, 2].map(() => ada.auth.deleteAccount({ password })));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a password changed meanwhile stops the deletion", async () => {
  const { passwords } = world.services;
  world.services.passwords = {
    ...passwords,
    verify: async (...given) => {
      const matches = await passwords.verify(...given);
      world.services.passwords = passwords;
      await ada.auth.changePassword({ currentPassword: password, newPassword: "staple battery" });
      return matches;
    },
  };
  expect(await codeOf(ada.auth.deleteAccount({ password }))).toBe("auth.token_invalid");
  await expect(login("staple battery")).resolves.toBeDefined();
});

test("what could not be revoked in the same breath does not undo the deletion, and stands in the log", async () => {
  const warnings: unknown[] = [];
  world.services.log.warn = (given: unknown) => void warnings.push(given);
  world.services.db.shareLinks.revokeByUser = () => Promise.reject(unavailable("down"));
  world.services.db.accessTokens.removeByUser = () => Promise.reject(unavailable("down"));
  await expect(ada.auth.deleteAccount({ password })).resolves.toHaveProperty("message");
  expect(await codeOf(login())).toBe("auth.credentials_wrong");
  expect(warnings).toHaveLength(2);
});

import {
  addMs,
  DAY_MS,
  FileStatus,
  HOUR_MS,
  incomingBlobName,
  noThumbnail,
  renditionBlobName,
  SECOND_MS,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Death, dyingServices } from "../dying-services.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { createCleanUp } from "./clean-up.ts";
import { finishClosedAccounts } from "./finish-closed-accounts.ts";
import { beginTurn } from "./turn.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("twelve bytes");
const containers = ["cloudpix-files", "cloudpix-thumbnails", "cloudpix-incoming"] as const;
const write = (container: (typeof containers)[number], name: string) =>
  bench.services.blobs.write({ container, name }, bytes, "a/b");

const close = async ({ userId, passwordHash }: UserRecord) => {
  const at = toInstant(bench.services.now());
  expect(await bench.services.db.users.close(userId, { from: passwordHash, at })).not.toBeNull();
};

/** A user with a file in every status, renditions, leftovers of uploads, a link and a token. */
const addInhabited = async () => {
  const user = await bench.addUser();
  const { userId } = user;
  for (const status of FileStatus.options) {
    const file = await bench.addFile(bytes, { userId, status, thumbnail: noThumbnail() });
    await write("cloudpix-incoming", incomingBlobName(file));
    await write("cloudpix-thumbnails", renditionBlobName(file, "thumb", "aaaa"));
    await bench.addLink(file);
  }
  const token = await bench.addToken(userId);
  return { user, token };
};

const leftOf = async ({ userId, email }: UserRecord) => {
  const { db } = bench.services;
  const names = await Promise.all(containers.map((container) => bench.names(container)));
  const { fileCount } = await db.files.measure(userId, FileStatus.options);
  return {
    user: await db.users.get(userId),
    byEmail: await db.users.findByEmail(email),
    fileCount,
    links: (await db.shareLinks.listByUser(userId, { limit: 100 })).shareLinks.length,
    tokens: (await db.accessTokens.list(userId)).length,
    blobs: names.flat().filter((name) => name.startsWith(userId)),
  };
};
const nothing = { user: null, byEmail: null, fileCount: 0, links: 0, tokens: 0, blobs: [] };
const run = () => finishClosedAccounts(bench.services);

test("a closed account is gone with links, tokens, files in every status and all blobs; its e-mail is free", async () => {
  const { user } = await addInhabited();
  const neighbour = await addInhabited();
  const before = await leftOf(neighbour.user);
  // What a crash left without a row.
  await write("cloudpix-thumbnails", `${user.userId}/lost/thumb-aaaa`);
  await close(user);
  bench.advance(30 * SECOND_MS);
  expect(await run()).toEqual({ accountsRemoved: 1, accountsLeft: 0, accountsFailed: 0 });
  expect(await leftOf(user)).toEqual(nothing);
  expect((await bench.addUser({ email: user.email })).userId).not.toBe(user.userId);
  expect((await bench.services.db.users.findByEmail(user.email))?.userId).not.toBe(user.userId);
  expect(await run()).toEqual({ accountsRemoved: 0, accountsLeft: 0, accountsFailed: 0 });
  expect(await leftOf(neighbour.user)).toEqual(before);
  expect(before).toMatchObject({ fileCount: FileStatus.options.length, tokens: 1 });
});

test("everything but the user goes at once; the user stays until what was let in before the closing has arrived", async () => {
  const { user } = await addInhabited();
  // Two uploads that were let in: one is about to write its row, one already sends its bytes.
  await bench.services.db.users.reserveBytes(user.userId, bytes.length, toInstant(bench.services.now()));
  await close(user);
  expect(await run()).toEqual({ accountsRemoved: 0, accountsLeft: 1, accountsFailed: 0 });
  expect(await leftOf(user)).toMatchObject({ ...nothing, user: { userId: user.userId }, byEmail: {} });

  const late = await bench.addFile(bytes, { userId: user.userId, status: "uploading" });
  await bench.addLink(late);
  await bench.addToken(user.userId);
  await write("cloudpix-incoming", incomingBlobName(late));
  bench.advance(30 * SECOND_MS);
  expect(await run()).toEqual({ accountsRemoved: 1, accountsLeft: 0, accountsFailed: 0 });
  expect(await leftOf(user)).toEqual(nothing);
});

test("bytes that are sent after the account is gone, with a URL from before, go with the next clean-up", async () => {
  const user = await bench.addUser();
  const file = await bench.addFile(bytes, { userId: user.userId, status: "uploading" });
  const now = bench.services.now();
  const url = await bench.services.blobs.signUpload(incomingBlobName(file), addMs(now, 24 * HOUR_MS), now);
  await close(user);
  bench.advance(30 * SECOND_MS);
  await run();
  expect(await bench.storage.receiveUpload(url, bytes)).toBe(true);
  expect(await bench.names("cloudpix-incoming")).toHaveLength(1);
  bench.advance(DAY_MS + 1);
  await createCleanUp(bench.services, { trashDays: 30 })();
  expect(await bench.names("cloudpix-incoming")).toEqual([]);
});

test("a row that arrives after the account is gone goes with the clean-up a day later", async () => {
  const user = await bench.addUser();
  await close(user);
  bench.advance(30 * SECOND_MS);
  await run();
  const file = await bench.addFile(bytes, { userId: user.userId, status: "uploading" });
  bench.advance(DAY_MS + 1);
  await createCleanUp(bench.services, { trashDays: 30 })();
  expect(await bench.file(file)).toBeNull();
  expect(await bench.names("cloudpix-files")).toEqual([]);
});

test("250 files, more than one step takes, are purged in one run", async () => {
  const user = await bench.addUser();
  for (let count = 0; count < 250; count += 1) await bench.addFile(bytes, { userId: user.userId });
  await close(user);
  bench.advance(30 * SECOND_MS);
  expect(await run()).toEqual({ accountsRemoved: 1, accountsLeft: 0, accountsFailed: 0 });
  expect(await leftOf(user)).toEqual(nothing);
});

test("a turn ends after its five seconds, having given every account a step; the next one goes on", async () => {
  const large = await bench.addUser();
  for (let count = 0; count < 250; count += 1) await bench.addFile(bytes, { userId: large.userId });
  const small = await bench.addUser();
  await close(large);
  await close(small);
  bench.advance(30 * SECOND_MS);
  const { blobs } = bench.services;
  let removed = 0;
  const slow = {
    ...bench.services,
    blobs: {
      ...blobs,
      remove: async (blob: Parameters<typeof blobs.remove>[0]) => {
        removed += 1;
        if (removed % 20 === 0) bench.advance(SECOND_MS);
        return blobs.remove(blob);
      },
    },
  };
  const turn = beginTurn(slow, { signal: new AbortController().signal, ms: 5 * SECOND_MS });
  expect(await finishClosedAccounts(slow, turn)).toEqual({
    accountsRemoved: 1,
    accountsLeft: 1,
    accountsFailed: 0,
  });
  expect(turn.isAnotherAskedFor()).toBe(true);
  expect(await bench.services.db.users.get(small.userId)).toBeNull();
  const { fileCount } = await bench.services.db.files.measure(large.userId, ["active"]);
  expect(fileCount).toBeGreaterThan(0);
  expect(fileCount).toBeLessThan(250);
  expect(await run()).toEqual({ accountsRemoved: 1, accountsLeft: 0, accountsFailed: 0 });
  expect(await leftOf(large)).toEqual(nothing);
});

test("a file that cannot be purged now keeps neither the others nor another account from going", async () => {
  const [{ user }, other] = [await addInhabited(), await addInhabited()];
  await close(user);
  await close(other.user);
  bench.advance(30 * SECOND_MS);
  const { blobs } = bench.services;
  const stubborn = (await bench.names("cloudpix-files")).find((name) => name.startsWith(user.userId)) ?? "";
  const failing = {
    ...bench.services,
    blobs: {
      ...blobs,
      removeFolder: async (...[container, prefix]: Parameters<typeof blobs.removeFolder>) => {
        if (stubborn.startsWith(prefix)) throw new Error("storage said no");
        return blobs.removeFolder(container, prefix);
      },
    },
  };
  expect(await finishClosedAccounts(failing)).toEqual({
    accountsRemoved: 1,
    accountsLeft: 1,
    accountsFailed: 1,
  });
  expect(await leftOf(user)).toMatchObject({ fileCount: 1, links: 0, tokens: 0 });
  expect(await leftOf(other.user)).toEqual(nothing);
  expect(await run()).toEqual({ accountsRemoved: 1, accountsLeft: 0, accountsFailed: 0 });
  expect(await leftOf(user)).toEqual(nothing);
});

test("two workers at once leave nothing", async () => {
  const { user } = await addInhabited();
  await close(user);
  bench.advance(30 * SECOND_MS);
  await Promise.all([run(), run()]);
  expect(await leftOf(user)).toEqual(nothing);
});

test("an open account is not touched", async () => {
  const { user } = await addInhabited();
  const before = await leftOf(user);
  bench.advance(DAY_MS);
  expect(await run()).toEqual({ accountsRemoved: 0, accountsLeft: 0, accountsFailed: 0 });
  expect(await leftOf(user)).toEqual(before);
});

test.for<Death["when"]>(["before", "after"])(
  "a worker that is killed %s any of its steps is followed by one that finishes",
  async (when) => {
    let steps = 0;
    for (let died = true; died; ) {
      steps += 1;
      const { user } = await addInhabited();
      await close(user);
      bench.advance(30 * SECOND_MS);
      const death = dyingServices(bench.services, { call: steps, when });
      await finishClosedAccounts(death.dying).catch(() => undefined);
      died = death.died();
      expect((await run()).accountsLeft).toBe(0);
      expect(await leftOf(user)).toEqual(nothing);
    }
    // Links, tokens, a list, and for each file at least its links, three folders or blobs, its row and its space.
    expect(steps).toBeGreaterThan(3 + FileStatus.options.length * 6);
  },
);

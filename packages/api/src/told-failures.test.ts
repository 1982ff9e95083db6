import { Readable } from "node:stream";
import { unavailable } from "@cloudpix/domain";
import { createLog } from "@cloudpix/telemetry";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jpegBytes, openWorld, upload, type World } from "../test/world.ts";
import { receiveUpload } from "./files/receive-upload.ts";

// What fails beside the answer that a caller gets is left to the worker. Somebody has to see it all the same.

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let userId: string;
let warnings: Record<string, unknown>[];
beforeEach(async () => {
  warnings = [];
  const write = (line: string) => void warnings.push(JSON.parse(line));
  world = await openWorld({ log: createLog({ process: "test", level: "warn" }, { write }) });
  ada = await world.person();
  userId = ada.user.userId;
});
afterEach(() => world.close());

const password = "correct horse";
const down = () => Promise.reject(unavailable(new Error("down")));

/** In the log under `msg`, and told to whoever watches, each with the same facts. */
const expectTold = (...expected: { msg: string; [fact: string]: unknown }[]) => {
  const err = { code: "dependency.unavailable" };
  expect(warnings).toMatchObject(expected.map((one) => ({ ...one, err })));
  expect(world.exceptions.map(({ facts }) => facts)).toEqual(expected.map(({ msg, ...facts }) => facts));
};

test("of a closed account: links that were not ended, files that were not counted, tokens that were not removed", async () => {
  world.services.db.shareLinks.revokeByUser = down;
  world.services.db.files.measure = down;
  world.services.db.accessTokens.removeByUser = down;
  await ada.auth.deleteAccount({ password });
  expectTold(
    { msg: "links of a closed account not revoked", userId },
    { msg: "files of a closed account not counted", userId },
    { msg: "ended access tokens not removed", userId },
  );
});

test("work that could not be asked for, of an upload and of a link", async () => {
  world.storage.setOutage({ queue: true });
  const { fileId } = await upload(world, ada);
  await ada.shares.create({ fileId });
  expectTold(
    { msg: "enqueue failed", fileId, job: "thumbnail" },
    { msg: "enqueue failed", fileId, job: "open-graph" },
  );
});

test("bytes that lie about after an upload was completed", async () => {
  world.services.blobs.remove = down;
  const { fileId } = await upload(world, ada);
  expectTold({ msg: "left for the clean-up", fileId });
});

const receive = async () => {
  const user = await world.services.db.users.get(userId);
  if (user === null) throw new Error("the account is there");
  return receiveUpload(world.services, user, {
    fileName: "beach.jpg",
    maxBytes: 5_000,
    source: Readable.from([jpegBytes()]),
    signal: new AbortController().signal,
  });
};

test("space of a received file that could not be given back", async () => {
  world.services.db.users.releaseBytes = down;
  const { fileId } = await receive();
  expectTold({ msg: "space left for the worker to give back", fileId });
});

test("what is left of a received file that failed", async () => {
  world.storage.setOutage({ blobs: true });
  await expect(receive()).rejects.toMatchObject({ code: "dependency.unavailable" });
  expectTold({ msg: "left for the clean-up", fileId: expect.any(String) });
});

test("an access token whose use could not be noted", async () => {
  const { token } = await ada.auth.createAccessToken({ name: "cron", scopes: ["files:read"] });
  world.services.db.accessTokens.markUsed = down;
  await world.call(token).files.list({});
  expectTold({ msg: "use not noted", tokenId: expect.any(String) });
});

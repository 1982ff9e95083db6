import { createHash } from "node:crypto";
import { type FileRecord, noThumbnail, type WorkMessage } from "@cloudpix/domain";
import { createTelemetry } from "@cloudpix/telemetry";
import { recordTelemetry } from "@cloudpix/telemetry/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Death, dyingServices } from "../dying-services.ts";
import { giveUp } from "../queue/give-up.ts";
import { refusals } from "../render/refusal.ts";
import { photo } from "../render/sample-pictures.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { makeThumbnail } from "./make-thumbnail.ts";
import { verifyUpload } from "./verify-upload.ts";

let bench: TestServices;
let told: ReturnType<typeof recordTelemetry>["told"];
beforeEach(async () => {
  bench = await openTestServices();
  const recorded = recordTelemetry();
  bench.services.telemetry = createTelemetry(bench.services.log, { ...recorded, watch: () => {} });
  told = recorded.told;
});
afterEach(() => bench.close());

const bytes = Buffer.from("the bytes of a large film".repeat(100));
const sha256 = createHash("sha256").update(bytes).digest("hex");
const addVerifying = (over: Partial<FileRecord> = {}) =>
  bench.addFile(bytes, {
    status: "verifying",
    contentType: "video/mp4",
    kind: "video",
    thumbnail: noThumbnail(),
    ...over,
  });
const jpeg = async () => (await photo(400, 300)).jpeg().toBuffer();

const verify = ({ userId, fileId }: FileRecord, services = bench.services) =>
  verifyUpload(services, { type: "verify", userId, fileId });
const draw = ({ userId, fileId }: FileRecord, services = bench.services) =>
  makeThumbnail(services, { type: "thumbnail", userId, fileId });

const events = (name: string) => told.events.filter((event) => event.name === name).map(({ facts }) => facts);
const times = () => told.metrics.filter(({ name }) => name === "thumbnail_duration_ms");
const about = ({ userId, fileId, kind, fileSize }: FileRecord) => ({
  userId,
  fileId,
  kind,
  sizeBytes: fileSize,
});

test("a large upload is told of when it has become a file, once, delivered again or twice at once", async () => {
  const file = await addVerifying({ sha256 });
  await Promise.all([verify(file), verify(file)]);
  await verify(file);
  expect(events("file_uploaded")).toEqual([about(file)]);
  expect(told.metrics).toEqual([{ name: "file_size_bytes", value: bytes.length, facts: { kind: "video" } }]);
});

test("a large upload whose next work could not be asked for is told of once", async () => {
  const file = await addVerifying({ contentType: "image/tiff", kind: "image" });
  bench.storage.setOutage({ queue: true });
  await expect(verify(file)).rejects.toMatchObject({ code: "dependency.unavailable" });
  bench.storage.setOutage({});
  expect(await verify(file)).toBe("skipped");
  expect(events("file_uploaded")).toEqual([about(file)]);
});

test("a large upload that is refused is no upload: one warning and one exception say so, however often it is delivered", async () => {
  const file = await addVerifying({ sha256: "0".repeat(64) });
  await Promise.all([verify(file), verify(file)]);
  await verify(file);
  expect(events("file_uploaded")).toEqual([]);
  expect(told.exceptions).toMatchObject([
    {
      error: { code: "upload.digest_wrong" },
      facts: { ...about(file), job: "verify", code: "upload.digest_wrong", foundBytes: bytes.length },
    },
  ]);
  expect(bench.logged.filter(({ level }) => level === "warn")).toMatchObject([
    { userId: file.userId, fileId: file.fileId, err: { code: "upload.digest_wrong" } },
  ]);
});

test.each([
  ["too few", bytes.subarray(1), "upload.length_wrong"],
  ["none", null, "upload.incomplete"],
])("an upload of whose bytes %s are there is refused by that name", async (_, stored, code) => {
  const file = await addVerifying();
  const blob = { container: "cloudpix-files", name: file.blobName } as const;
  if (stored === null) await bench.services.blobs.remove(blob);
  else await bench.services.blobs.write(blob, stored, "video/mp4");
  await verify(file);
  expect(told.exceptions).toMatchObject([{ facts: { code, foundBytes: stored?.length ?? 0 } }]);
});

test("a picture that was drawn is told of once with its owner, file and time, delivered again or twice at once", async () => {
  const file = await bench.addFile(await jpeg());
  await Promise.all([draw(file), draw(file)]);
  await draw(file);
  expect(told.events).toEqual([
    { name: "thumbnail_ready", facts: { ...about(file), durationMs: expect.any(Number) } },
  ]);
  expect(times()).toHaveLength(1);
});

test.each([
  ["is no picture", () => Buffer.from("<html>"), refusals.kind],
  ["is damaged", async () => (await jpeg()).subarray(0, 3_000), refusals.incomplete],
])(
  "a picture that %s is told of once, with the reason and the time that it took",
  async (_, make, reason) => {
    const file = await bench.addFile(await make());
    await Promise.all([draw(file), draw(file)]);
    await draw(file);
    expect(told.events).toEqual([
      { name: "thumbnail_failed", facts: { ...about(file), durationMs: expect.any(Number), reason } },
    ]);
    expect(times()).toMatchObject([{ facts: { kind: "image" } }]);
  },
);

test("a picture that was given up is told of once, without a time: none of its tries ended", async () => {
  const file = await bench.addFile(await jpeg());
  const message: WorkMessage = { type: "thumbnail", userId: file.userId, fileId: file.fileId };
  const { queue } = bench.services;
  await queue.send(message);
  await queue.send(message);
  for (const delivery of await queue.receive(2, 1_000)) await giveUp(bench.services, delivery);
  expect(told.events).toEqual([
    {
      name: "thumbnail_failed",
      facts: { ...about(file), durationMs: null, reason: refusals.repeatedly },
    },
  ]);
  expect(times()).toEqual([]);
});

test("a picture whose old renditions could not be removed is told of once", async () => {
  const file = await bench.addFile(await jpeg());
  await draw(file);
  const drawn = await bench.file(file);
  if (drawn === null) throw new Error("the file is gone");
  await bench.services.db.files.update(file.userId, file.fileId, {
    thumbnail: { ...drawn.thumbnail, state: "pending" },
  });
  told.events.length = 0;
  const { blobs } = bench.services;
  const failing = { ...blobs, remove: () => Promise.reject(new Error("storage said no")) };
  await expect(draw(file, { ...bench.services, blobs: failing })).rejects.toThrow("storage said no");
  expect(await draw(file)).toBe("skipped");
  expect(events("thumbnail_ready")).toHaveLength(1);
});

const jobs = [
  ["file_uploaded", verify, () => addVerifying({ sha256 })],
  ["thumbnail_ready", draw, async () => bench.addFile(await jpeg())],
] as const;

test.each(
  jobs.flatMap((job) =>
    (["before", "after"] satisfies Death["when"][]).map((when) => [when, ...job] as const),
  ),
)(
  "a worker killed %s any step of its job makes the next one tell no second %s",
  async (when, name, job, add) => {
    let lost = 0;
    for (let step = 1, died = true; died; step += 1) {
      told.events.length = 0;
      const file = await add();
      const death = dyingServices(bench.services, { call: step, when });
      await job(file, death.dying).catch(() => undefined);
      died = death.died();
      await job(file);
      expect(events(name).length).toBeLessThanOrEqual(1);
      lost += 1 - events(name).length;
    }
    // Only between the step that is told of and its telling.
    expect(lost).toBe(when === "after" ? 1 : 0);
  },
);

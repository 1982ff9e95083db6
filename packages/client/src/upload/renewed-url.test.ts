import { expect, test } from "vitest";
import { createCloudPix } from "../create-cloudpix.ts";
import { refused, type Step } from "../testing/answer-requests.ts";
import { type UploadWorld, uploadWorld } from "../testing/upload-world.ts";

const text = "0123456789";
const bytes = new TextEncoder().encode(text);
const upload = (world: UploadWorld) => createCloudPix({ url: world.url }).upload(bytes, { fileName: "a" });
const stored = ({ blobs }: UploadWorld) => [...blobs.values()].map(String);
const countOf = ({ steps }: UploadWorld, step: string) => steps.filter((one) => one === step).length;
const ended: Step = { status: 403, body: "AuthenticationFailed" };

test.each([
  ["once", 6, 1],
  ["as often as it takes", 5, 2],
])("an upload that outlives its URL goes on under a fresh one, %s", async (_, putsOfEach, renewals) => {
  const puts = new Map<string | null, number>();
  await using world = await uploadWorld({
    blockBytes: 1,
    instead: (_step, _count, { method, url }) => {
      if (method !== "PUT") return undefined;
      const sig = url.searchParams.get("sig");
      const before = puts.get(sig) ?? 0;
      if (before === putsOfEach) return ended;
      puts.set(sig, before + 1);
      return undefined;
    },
  });
  expect(await upload(world)).toMatchObject({ status: "active" });
  expect(stored(world)).toEqual([text]);
  expect(countOf(world, "resumeUpload")).toBe(renewals);
  // What a URL took is sent under no other: ten blocks and their list.
  expect([...puts.values()].reduce((sum, count) => sum + count)).toBe(11);
});

test("storage that refuses a fresh URL too refuses for good", async () => {
  await using world = await uploadWorld({
    instead: (step) => (step.startsWith("block") ? ended : undefined),
  });
  await expect(upload(world)).rejects.toMatchObject({ code: "storage.refused", status: 403 });
  expect(countOf(world, "resumeUpload")).toBe(1);
  expect(world.aborted).toHaveLength(1);
});

test("a URL that is about to end is replaced before it does, once for all blocks", async () => {
  await using world = await uploadWorld({
    blockBytes: 1,
    urlMinutes: (nth) => (nth === 1 ? 30 : 24 * 60),
    instead: (_step, _count, { url }) => (url.searchParams.get("sig") === "1" ? ended : undefined),
  });
  expect(await upload(world)).toMatchObject({ status: "active" });
  expect(world.steps.slice(0, 2)).toEqual(["createUpload", "resumeUpload"]);
  expect(countOf(world, "resumeUpload")).toBe(1);
});

test("a clock that takes every URL for ended stops no upload", async () => {
  await using world = await uploadWorld({ urlMinutes: () => -60 });
  expect(await upload(world)).toMatchObject({ status: "active" });
  expect(stored(world)).toEqual([text]);
});

test("a renewal that fails in passing is asked for again; one that is refused ends the upload", async () => {
  const outlived = (failure: Step, times: number) =>
    uploadWorld({
      instead: (step, count, { url }) => {
        if (step === "resumeUpload") return count < times ? failure : undefined;
        return url.searchParams.get("sig") === "1" ? ended : undefined;
      },
    });
  await using passing = await outlived("lose the connection", 2);
  expect(await upload(passing)).toMatchObject({ status: "active" });
  await using gone = await outlived(refused(404, "file.not_found"), 1);
  await expect(upload(gone)).rejects.toMatchObject({ code: "file.not_found" });
});

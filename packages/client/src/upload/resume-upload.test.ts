import { expect, test } from "vitest";
import { createCloudPix } from "../create-cloudpix.ts";
import { type UploadWorld, uploadWorld } from "../testing/upload-world.ts";
import { newRequestId } from "./upload.ts";
import type { UploadProgress } from "./upload-options.ts";

const text = "0123456789";
const bytes = new TextEncoder().encode(text);
const clientOf = ({ url }: UploadWorld, retries = 4) => createCloudPix({ url, retries });
const stored = ({ blobs }: UploadWorld) => [...blobs.values()].map(String);
const blocksOf = ({ steps }: UploadWorld) => steps.filter((step) => step.startsWith("block")).sort();

test("under the same requestId an upload that failed goes on: only what is missing is sent", async () => {
  let broken = true;
  await using world = await uploadWorld({
    instead: (step) => (broken && step === "block 000002" ? "lose the connection" : undefined),
  });
  const cloudpix = clientOf(world, 0);
  const options = { fileName: "a", requestId: newRequestId() };
  await expect(cloudpix.upload(bytes, options)).rejects.toMatchObject({ code: "network.failed" });
  expect(world.aborted).toEqual([]);
  broken = false;
  const told: UploadProgress[] = [];
  const onProgress = (progress: UploadProgress) => told.push(progress);
  expect(await cloudpix.upload(bytes, { ...options, onProgress })).toMatchObject({ status: "active" });
  expect(blocksOf(world)).toEqual(["block 000000", "block 000001", "block 000002", "block 000002"]);
  expect(stored(world)).toEqual([text]);
  expect(told.at(-1)).toEqual({ sentBytes: 10, totalBytes: 10 });

  // Complete by now: the answer is the file, and nothing is sent.
  const before = world.steps.length;
  expect(await cloudpix.upload(bytes, options)).toMatchObject({ status: "active" });
  expect(world.steps.slice(before)).toEqual(["createUpload"]);
});

test.each(["list", "completeUpload"])(
  "an upload that failed at %s, when all had arrived, goes on without sending a block",
  async (step) => {
    let broken = true;
    await using world = await uploadWorld({
      instead: (current) => {
        if (!broken || current !== step) return undefined;
        return step === "list" ? "lose the answer" : "lose the connection";
      },
    });
    const options = { fileName: "a", requestId: newRequestId() };
    const upload = clientOf(world, 0).upload(bytes, options);
    await expect(upload).rejects.toMatchObject({ code: "network.failed" });
    broken = false;
    const before = world.steps.length;
    expect(await clientOf(world).upload(bytes, options)).toMatchObject({ status: "active" });
    expect(world.steps.slice(before)).toEqual(["createUpload", "resumeUpload", "list", "completeUpload"]);
    expect(stored(world)).toEqual([text]);
  },
);

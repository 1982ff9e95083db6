import { expect, test } from "vitest";
import { createCloudPix } from "../create-cloudpix.ts";
import { refused } from "../testing/answer-requests.ts";
import { type UploadWorld, uploadWorld } from "../testing/upload-world.ts";

const bytes = new TextEncoder().encode("0123456789");
const clientOf = ({ url }: UploadWorld) => createCloudPix({ url });
const waiting = { fileName: "a", waitFor: "active" } as const;

test("`waitFor: active` waits until a large file is verified; without it nobody waits", async () => {
  await using world = await uploadWorld({ completeAs: ["verifying", "active"] });
  expect(await clientOf(world).upload(bytes, { fileName: "a" })).toMatchObject({ status: "verifying" });
  expect(await clientOf(world).upload(bytes, waiting)).toMatchObject({ status: "active" });
});

test("of a file that is gone before it is verified no more is told than is known", async () => {
  await using world = await uploadWorld({
    completeAs: ["verifying", "active"],
    instead: (step) => (step === "get" ? refused(404, "file.not_found") : undefined),
  });
  const gone = clientOf(world).upload(bytes, waiting);
  await expect(gone).rejects.toMatchObject({ code: "file.not_found", status: 404, requestId: "r-1" });
  await expect(gone).rejects.toThrow(/deleted, or its bytes were not/);
});

test("an abort while a large file is verified ends the waiting: the file is there and is the answer", async () => {
  for (const step of ["completeUpload", "get"]) {
    const controller = new AbortController();
    await using world = await uploadWorld({
      completeAs: ["verifying", "verifying"],
      instead: (current) => {
        // Heard with the answer, which is let through.
        if (current === step) setImmediate(() => controller.abort());
        return undefined;
      },
    });
    const file = await clientOf(world).upload(bytes, { ...waiting, signal: controller.signal });
    expect(file).toMatchObject({ status: "verifying" });
    expect(world.aborted).toEqual([]);
  }
});

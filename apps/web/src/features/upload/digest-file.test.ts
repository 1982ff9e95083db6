import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { digestFile } from "./digest-file.ts";

test("the digests are those of the whole file and of each of its blocks", async () => {
  const bytes = Buffer.from(Array.from({ length: 2_500 }, (_, index) => (index * 31) % 251));
  const progress: number[] = [];
  const digests = await digestFile(new Blob([bytes]), 1_000, (done) => progress.push(done));
  expect(digests.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(digests.blockMd5s).toEqual(
    [0, 1_000, 2_000].map((start) =>
      createHash("md5")
        .update(bytes.subarray(start, start + 1_000))
        .digest("base64"),
    ),
  );
  expect(progress).toEqual([1_000, 2_000, 2_500]);
});

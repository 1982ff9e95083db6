import { DAY_MS, noThumbnail, toInstant } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestServices, type TestServices } from "../test-services.ts";
import { reapAbandonedUploads } from "./reap-abandoned-uploads.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

test("an upload that is resumed while the sweep is at work stays, and keeps its space", async () => {
  const file = await bench.addFile(Buffer.from("some"), { thumbnail: noThumbnail(), status: "uploading" });
  bench.advance(DAY_MS + 1);
  const { db } = bench.services;
  const listByStatusBefore: typeof db.files.listByStatusBefore = async (...asked) => {
    const listed = await db.files.listByStatusBefore(...asked);
    const statusDate = toInstant(bench.services.now());
    for (const { userId, fileId } of listed) await db.files.update(userId, fileId, { statusDate });
    return listed;
  };
  bench.services.db = { ...db, files: { ...db.files, listByStatusBefore } };
  expect(await reapAbandonedUploads(bench.services)).toEqual({ uploadsReaped: 0, uploadsLeft: 0 });
  expect(await bench.file(file)).toMatchObject({ status: "uploading" });
  expect(await bench.services.db.users.get(file.userId)).toMatchObject({ usedBytes: file.fileSize });
});

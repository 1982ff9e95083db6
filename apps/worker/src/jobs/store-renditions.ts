import { randomBytes } from "node:crypto";
import { type FileRecord, type Rendition, renditionBlobName } from "@cloudpix/domain";
import type { BlobStore } from "@cloudpix/storage";
import type { DrawnRendition } from "../render/drawn.ts";

const container = "cloudpix-thumbnails";

/** Writes renditions under names nobody has used before, so that what a URL shows never changes. */
export const storeRenditions = async (
  blobs: BlobStore,
  file: FileRecord,
  drawn: readonly DrawnRendition[],
): Promise<Rendition[]> => {
  const version = randomBytes(6).toString("hex");
  return Promise.all(
    drawn.map(async ({ bytes, ...facts }) => {
      const blobName = renditionBlobName(file, facts.name, version);
      await blobs.write({ container, name: blobName }, bytes, facts.contentType);
      return { ...facts, blobName, sizeBytes: bytes.length };
    }),
  );
};

/** Removes renditions that no record names. Those a crash leaves behind are found by the sweep for orphans. */
export const removeRenditions = async (blobs: BlobStore, renditions: readonly Rendition[]): Promise<void> => {
  await Promise.all(renditions.map(({ blobName }) => blobs.remove({ container, name: blobName })));
};

import type { BlockBlobClient } from "@azure/storage-blob";
import type { BlobRef, BlobStore } from "../blob-store.ts";
import { checkFolder } from "../byte-range.ts";
import { compareNames } from "../compare-names.ts";
import { incomingContainer } from "../names.ts";
import { callStorage, isBlobMissing } from "./call-storage.ts";
import type { Connection } from "./connect.ts";
import { copyBlob } from "./copy-blob.ts";
import { listBlobs } from "./list-blobs.ts";
import { putBlob } from "./put-blob.ts";
import { readBlob } from "./read-blob.ts";
import { createReadUrls } from "./read-urls.ts";
import { receivedBlocks } from "./received-blocks.ts";
import { writeStream } from "./write-stream.ts";

const REMOVALS_AT_ONCE = 8;

const removeBlob = (blob: BlockBlobClient): Promise<boolean> =>
  callStorage({
    name: "remove blob",
    run: async (abortSignal) => {
      await blob.delete({ abortSignal, deleteSnapshots: "include" });
      return true;
    },
    onRefusal: (refusal) => (isBlobMissing(refusal) ? false : undefined),
  });

/** `BlobStore` over Azure Blob Storage. */
export const createAzureBlobStore = ({ blobService, signUrl }: Connection): BlobStore => {
  const clientOf = ({ container, name }: BlobRef) =>
    blobService.getContainerClient(container).getBlockBlobClient(name);

  return {
    signUpload: (name, expiresAt, now) =>
      // `w` beside `c`: Azure refuses to put blocks with `c` alone. What the holder may overwrite is only ever
      // copied from here under its ETag.
      signUrl(
        clientOf({ container: incomingContainer, name }),
        { permissions: "cw", expiresOn: expiresAt },
        now,
      ),

    signRead: createReadUrls(clientOf, signUrl),

    facts: (blob) =>
      callStorage({
        name: "blob facts",
        run: async (abortSignal) => {
          const { contentLength, etag, copyStatus } = await clientOf(blob).getProperties({ abortSignal });
          if (copyStatus === "pending") return null;
          if (contentLength === undefined || etag === undefined)
            throw new TypeError("A blob without length or ETag");
          return { sizeBytes: contentLength, etag };
        },
        onRefusal: (refusal) => (isBlobMissing(refusal) ? null : undefined),
      }),

    read: (blob, range) => readBlob(clientOf(blob), range),

    write: (blob, bytes, contentType) => putBlob(clientOf(blob), bytes, contentType),

    writeStream: (blob, source, options) => writeStream(clientOf(blob), source, options),

    receivedBlocks: (name) => receivedBlocks(clientOf({ container: incomingContainer, name })),

    copy: (from, etag, to, sizeBytes) => copyBlob(signUrl, clientOf(from), etag, clientOf(to), sizeBytes),

    remove: (blob) => removeBlob(clientOf(blob)),

    removeFolder: async (container, prefix) => {
      checkFolder(prefix);
      const names = listBlobs(blobService.getContainerClient(container), { prefix });
      let removed = 0;
      // All take from one listing: each its next name when it is done with its last.
      const removeNext = async () => {
        for await (const { name } of names) {
          if (await removeBlob(clientOf({ container, name }))) removed++;
        }
      };
      await Promise.all(Array.from({ length: REMOVALS_AT_ONCE }, removeNext));
      return removed;
    },

    list: async (container, { before, limit, after }) => {
      const found: string[] = [];
      const all = listBlobs(blobService.getContainerClient(container), after ? { startFrom: after } : {});
      for await (const { name, writtenAt } of all) {
        if (found.length >= limit) break;
        if (writtenAt < before && (after === undefined || compareNames(name, after) > 0)) found.push(name);
      }
      return found;
    },

    ping: async () => {
      await callStorage({
        name: "ping blobs",
        run: (abortSignal) => blobService.getContainerClient("cloudpix-files").getProperties({ abortSignal }),
      });
    },
  };
};

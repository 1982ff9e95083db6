import { Readable } from "node:stream";
import type { BlobClient, BlobDownloadResponseParsed } from "@azure/storage-blob";
import { AppError, unavailable } from "@cloudpix/domain";
import type { BlobRead, ByteRange } from "../blob-store.ts";
import { checkRange } from "../byte-range.ts";
import { callStorage, isBlobMissing, toAppError } from "./call-storage.ts";

/** A stream that waits this long for its next bytes has lost its storage. */
const STALL_MS = 20_000;
/** How often the SDK takes up a broken download where it broke off, bound to the same ETag. */
const RESUMES = 3;

// Pulls one chunk at a time, so that a slow reader slows storage down instead of filling memory.
const toWebStream = (body: Readable): ReadableStream<Uint8Array> => {
  const chunks = body.iterator();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const stalled = setTimeout(
          () => body.destroy(unavailable(new Error(`read blob: no bytes for ${STALL_MS} ms`))),
          STALL_MS,
        );
        try {
          const { done, value } = await chunks.next();
          if (done) return controller.close();
          if (!(value instanceof Uint8Array)) throw new TypeError("A download is made of bytes");
          controller.enqueue(value);
        } catch (error) {
          controller.error(toStreamError(error));
        } finally {
          clearTimeout(stalled);
        }
      },
      cancel() {
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
};

// The SDK reports a connection that broke for good as a plain Error.
const toStreamError = (error: unknown): AppError => {
  const known = toAppError("read blob", error);
  return known.code === "internal" ? unavailable(error) : known;
};

const toBlobRead = (response: BlobDownloadResponseParsed): BlobRead => {
  const { readableStreamBody: body, contentLength: lengthBytes, etag } = response;
  const whole = response.contentRange?.match(/\/(\d+)$/)?.[1];
  if (!(body instanceof Readable) || lengthBytes === undefined || etag === undefined) {
    throw new AppError("internal", { cause: new Error("A download came without body, length or ETag") });
  }
  return { stream: toWebStream(body), lengthBytes, sizeBytes: whole ? Number(whole) : lengthBytes, etag };
};

const behindTheEnd = () => new RangeError("The range begins behind the end of the blob");

/** Opens a blob for reading; see `BlobStore.read`. */
export const readBlob = async (client: BlobClient, range?: ByteRange): Promise<BlobRead | null> => {
  if (range) checkRange(range);
  const count = range?.end === undefined ? undefined : range.end - range.start + 1;
  const response = await callStorage<BlobDownloadResponseParsed | null>({
    name: "read blob",
    run: (abortSignal) => client.download(range?.start, count, { abortSignal, maxRetryRequests: RESUMES }),
    onRefusal: (refusal) => {
      if (refusal.status === 416) throw behindTheEnd();
      return isBlobMissing(refusal) ? null : undefined;
    },
  });
  const read = response && toBlobRead(response);
  // Azurite answers a range that begins exactly at the end with nothing; and the SDK sends no range for "from 0 on".
  if (read && range && range.start >= read.sizeBytes) {
    await read.stream.cancel();
    throw behindTheEnd();
  }
  return read;
};

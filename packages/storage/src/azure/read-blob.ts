import { Readable } from "node:stream";
import type { BlobClient, BlobDownloadOptions, BlobDownloadResponseParsed } from "@azure/storage-blob";
import { AppError } from "@cloudpix/domain";
import type { BlobRead, ByteRange } from "../blob-store.ts";
import { checkRange } from "../byte-range.ts";
import { callStorage, isBlobMissing } from "./call-storage.ts";
import { resumingStream } from "./resuming-stream.ts";

const behindTheEnd = () => new RangeError("The range begins behind the end of the blob");

const bodyOf = ({ readableStreamBody: body }: BlobDownloadResponseParsed): Readable => {
  if (!(body instanceof Readable))
    throw new AppError("internal", { cause: new Error("A download without a body") });
  return body;
};

type Part = { start: number; count?: number | undefined; conditions?: BlobDownloadOptions["conditions"] };

const download = (client: BlobClient, { start, count, conditions }: Part) =>
  callStorage<BlobDownloadResponseParsed | null>({
    name: "read blob",
    // Resuming is ours: the SDK takes a broken connection for an abort and does not resume.
    run: (abortSignal) =>
      client.download(start, count, {
        abortSignal,
        maxRetryRequests: 0,
        ...(conditions ? { conditions } : {}),
      }),
    onRefusal: (refusal) => {
      if (refusal.status === 416) throw behindTheEnd();
      return isBlobMissing(refusal) ? null : undefined;
    },
  });

/** Opens a blob for reading; see `BlobStore.read`. */
export const readBlob = async (client: BlobClient, range?: ByteRange): Promise<BlobRead | null> => {
  if (range) checkRange(range);
  const start = range?.start ?? 0;
  const count = range?.end === undefined ? undefined : range.end - start + 1;
  const response = await download(client, { start, count });
  if (response === null) return null;

  const first = bodyOf(response);
  const { contentLength: lengthBytes, etag } = response;
  if (lengthBytes === undefined || etag === undefined) {
    throw new AppError("internal", { cause: new Error("A download without length or ETag") });
  }
  const sizeBytes = Number(response.contentRange?.match(/\/(\d+)$/)?.[1] ?? lengthBytes);
  // Azurite answers a range that begins exactly at the end with nothing; and the SDK sends no range for "from 0 on".
  if (range && start >= sizeBytes) {
    first.destroy();
    throw behindTheEnd();
  }
  const reopen = async (offset: number) => {
    const rest = { start: start + offset, count: lengthBytes - offset, conditions: { ifMatch: etag } };
    const again = await download(client, rest);
    if (again === null) throw new Error("the blob was removed during the download");
    return bodyOf(again);
  };
  return { stream: resumingStream({ first, lengthBytes, reopen }), lengthBytes, sizeBytes, etag };
};

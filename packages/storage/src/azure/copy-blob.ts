import { setTimeout as sleep } from "node:timers/promises";
import type { BlobClient } from "@azure/storage-blob";
import { addMs, limits, MINUTE_MS, unavailable } from "@cloudpix/domain";
import type { CopyOutcome } from "../blob-store.ts";
import { callStorage, type Refusal } from "./call-storage.ts";
import type { SignUrl } from "./sign-url.ts";

/** Inside one account a copy is a matter of metadata and ends at once; this is for the day when it is not. */
const PENDING_COPY_MS = 10 * MINUTE_MS;
const POLL_MS = 500;
const SYNC_COPY_EXTRA_MS = 30_000;

// "Cannot verify" is what Azure says of a source that it could not read; the reason stands beside it.
const sourceIsGone = (refusal: Refusal): boolean =>
  refusal.status === 404 &&
  (refusal.code === "BlobNotFound" ||
    (refusal.code === "CannotVerifyCopySource" && refusal.copySource?.code !== "ContainerNotFound"));

// Create only: a file's bytes are written once, so that what was verified is what will be served.
const writeOnce = { ifNoneMatch: "*" };

const onRefusal = (refusal: Refusal): "source_changed" | "exists" | undefined => {
  if (refusal.code === "BlobAlreadyExists" || refusal.code === "PendingCopyOperation") return "exists";
  return refusal.status === 412 || sourceIsGone(refusal) ? "source_changed" : undefined;
};

/** Follows the copy that is under way into `target` to its end; aborts it when that takes too long. */
const followCopy = async (target: BlobClient, deadline: number): Promise<CopyOutcome> => {
  for (;;) {
    const { copyId, copyStatus, copyStatusDescription } = await callStorage({
      name: "follow copy",
      run: (abortSignal) => target.getProperties({ abortSignal }),
    });
    if (copyStatus === "success") return "copied";
    if (copyStatus === "pending" && Date.now() < deadline) {
      await sleep(POLL_MS);
      continue;
    }
    if (copyStatus === "pending" && copyId !== undefined) {
      await callStorage({
        name: "abort copy",
        run: (abortSignal) => target.abortCopyFromURL(copyId, { abortSignal }),
        // It ended in this very moment: nothing left to abort.
        onRefusal: ({ code }) => (code === "NoPendingCopyOperation" ? null : undefined),
      });
    }
    // A copy that failed or was aborted leaves an empty blob behind, which must never pass for the file.
    await callStorage({
      name: "remove failed copy",
      run: (abortSignal) => target.deleteIfExists({ abortSignal }),
    });
    if (/^(404|412)\b/.test(copyStatusDescription ?? "")) return "source_changed";
    throw unavailable(new Error(`copy blob: ${copyStatus} (${copyStatusDescription ?? "no description"})`));
  }
};

const copyLarge = async (sourceUrl: string, etag: string, target: BlobClient): Promise<CopyOutcome> => {
  const deadline = Date.now() + PENDING_COPY_MS;
  const started = await callStorage<"started" | "source_changed" | "exists">({
    name: "start copy",
    run: async (abortSignal) => {
      const sourceConditions = { ifMatch: etag };
      await target.beginCopyFromURL(sourceUrl, { abortSignal, sourceConditions, conditions: writeOnce });
      return "started";
    },
    onRefusal,
  });
  if (started === "source_changed") return started;
  // "exists" may be a copy that an earlier try, whose caller died, left running: it is there only when that has ended.
  const ended = await followCopy(target, deadline);
  return ended === "copied" && started === "exists" ? "exists" : ended;
};

/**
 * Copies on the storage's side; see `BlobStore.copy`. Up to 256 MiB in one synchronous request, above that as
 * an asynchronous copy that is followed to its end, for at most 10 minutes.
 */
export const copyBlob = async (
  signUrl: SignUrl,
  source: BlobClient,
  etag: string,
  target: BlobClient,
  sizeBytes: number,
): Promise<CopyOutcome> => {
  const now = new Date();
  const sourceUrl = await signUrl(
    source,
    { permissions: "r", expiresOn: addMs(now, 2 * PENDING_COPY_MS) },
    now,
  );
  if (sizeBytes > limits.inlineVerifyBytes) return copyLarge(sourceUrl, etag, target);
  return callStorage<CopyOutcome>({
    name: "copy blob",
    extraMs: SYNC_COPY_EXTRA_MS,
    run: async (abortSignal) => {
      await target.syncCopyFromURL(sourceUrl, {
        abortSignal,
        sourceConditions: { ifMatch: etag },
        conditions: writeOnce,
      });
      return "copied";
    },
    onRefusal,
  });
};

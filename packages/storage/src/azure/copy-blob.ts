import { setTimeout as sleep } from "node:timers/promises";
import type { BlobClient } from "@azure/storage-blob";
import { addMs, limits, MINUTE_MS, unavailable } from "@cloudpix/domain";
import type { CopyOutcome } from "../blob-store.ts";
import { callStorage, isBlobMissing, type Refusal } from "./call-storage.ts";
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

type CopyState = { copyId: string; copyStatus?: string | undefined; description: string };

/** Where the copy into `target` stands; null when there is no such blob any more. */
const copyState = (target: BlobClient): Promise<CopyState | null> =>
  callStorage<CopyState | null>({
    name: "follow copy",
    run: async (abortSignal) => {
      const { copyId = "", copyStatus, copyStatusDescription } = await target.getProperties({ abortSignal });
      return { copyId, copyStatus, description: copyStatusDescription ?? "no description" };
    },
    onRefusal: (refusal) => (isBlobMissing(refusal) ? null : undefined),
  });

/** False when it ended in this very moment: nothing is left to abort. */
const abortCopy = (target: BlobClient, copyId: string): Promise<boolean> =>
  callStorage({
    name: "abort copy",
    run: async (abortSignal) => {
      await target.abortCopyFromURL(copyId, { abortSignal });
      return true;
    },
    onRefusal: ({ code }) => (code === "NoPendingCopyOperation" ? false : undefined),
  });

/** The state in which the copy into `target` ended by itself or was ended at the deadline; null as in {@link copyState}. */
const endedCopy = async (target: BlobClient, deadline: number): Promise<CopyState | null> => {
  for (;;) {
    const state = await copyState(target);
    if (state?.copyStatus !== "pending") return state;
    if (Date.now() < deadline) await sleep(POLL_MS);
    else return (await abortCopy(target, state.copyId)) ? state : copyState(target);
  }
};

/** Follows the copy that is under way into `target` to its end; aborts it when that takes too long. */
const followCopy = async (target: BlobClient, deadline: number): Promise<CopyOutcome> => {
  const ended = await endedCopy(target, deadline);
  // Somebody has removed what it was for.
  if (ended === null) return "source_changed";
  if (ended.copyStatus === "success") return "copied";
  // A copy that failed or was aborted leaves an empty blob behind, which must never pass for the file.
  await callStorage({
    name: "remove failed copy",
    run: (abortSignal) => target.deleteIfExists({ abortSignal }),
  });
  if (/^(404|412)\b/.test(ended.description)) return "source_changed";
  throw unavailable(new Error(`copy blob: ${ended.copyStatus} (${ended.description})`));
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

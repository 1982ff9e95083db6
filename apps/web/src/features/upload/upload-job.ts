import { type FileView, newUuidV7, type RequestId, type UploadTicket } from "@cloudpix/domain";
import { isWorthRepeating, readWireError } from "../data/wire-error.ts";
import type { Digests } from "./hash-messages.ts";
import { sendBlocks } from "./send-blocks.ts";
import { StorageRefusal } from "./storage-refusal.ts";
import type { UploadPorts } from "./upload-ports.ts";
import type { UploadEvent } from "./upload-row.ts";
import { withRetries } from "./with-retries.ts";

/** One file on its way, and what of it is already done: a retry goes on where the last try stopped. */
export type UploadJob = {
  readonly file: File;
  requestId: RequestId;
  ticket: UploadTicket | null;
  digests: Digests | null;
  readonly sentBlockIds: Set<string>;
  isListed: boolean;
};

const fresh = (at: Date) => ({ requestId: newUuidV7(at), ticket: null, digests: null, isListed: false });

/** A job for `file`. The request id is a UUIDv7 because the server takes the file's place in time from it. */
export const newUploadJob = (file: File, at: Date): UploadJob => ({
  file,
  ...fresh(at),
  sentBlockIds: new Set(),
});

/**
 * Gives back the space of an upload that will not be completed. Never throws: space that is not given back now is given
 * back by the server, which ends abandoned uploads after a day.
 */
export const releaseUpload = async ({ ticket }: UploadJob, ports: UploadPorts): Promise<void> => {
  if (ticket === null) return;
  const { signal } = new AbortController();
  await withRetries(() => ports.abortUpload(ticket.fileId), {
    signal,
    isPassing: isWorthRepeating,
    pause: ports.pause,
    tries: 3,
  }).catch(() => undefined);
};

const startOver = async (job: UploadJob, ports: UploadPorts) => {
  const given = { ...job };
  Object.assign(job, fresh(new Date(ports.nowMs())));
  job.sentBlockIds.clear();
  await releaseUpload(given, ports);
};

/** True when what has arrived is of no more use: refused as a whole, or its URL no longer writes. */
const endsTheUpload = (error: unknown) => {
  const code = readWireError(error)?.code;
  if (code !== undefined) return code !== "dependency.unavailable";
  return error instanceof StorageRefusal && error.status >= 401 && error.status < 500;
};

/**
 * Takes a file from the disk to an active file in the gallery: announce (so that a lack of space is said before a byte
 * is read), digest, blocks, block list, completion. Every step may be repeated; calling it again after a failure
 * goes on where it stopped, or starts over when the server has thrown away what arrived. A picture carries the size this
 * device sees until the server knows its own.
 */
export const runUploadJob = async (
  job: UploadJob,
  ports: UploadPorts,
  report: (event: UploadEvent) => void,
  signal: AbortSignal,
): Promise<FileView> => {
  const patiently = <T>(work: () => Promise<T>) =>
    withRetries(work, { signal, isPassing: isWorthRepeating, pause: ports.pause });
  report({ type: "checking", bytes: 0 });
  const { file } = job;
  const size = ports.readPictureSize(file);
  const announcement = { fileName: file.name, fileSize: file.size, contentType: file.type || undefined };
  job.ticket ??= await patiently(() => ports.createUpload({ ...announcement, requestId: job.requestId }));
  signal.throwIfAborted();
  const { ticket } = job;
  job.digests ??= await ports.hashFile(
    { file, blockBytes: ticket.blockBytes },
    (bytes) => report({ type: "checking", bytes }),
    signal,
  );
  const { digests } = job;
  try {
    if (!job.isListed) {
      const renew = async () => {
        // Kept for a later try.
        job.ticket = await patiently(() => ports.resumeUpload(ticket.fileId, signal));
        return job.ticket;
      };
      const { sentBlockIds } = job;
      await sendBlocks({ file, ticket, renew, digests, sentBlockIds, ports, report, signal });
      job.isListed = true;
    }
    report({ type: "sent" });
    const stored = await patiently(() =>
      ports.completeUpload({ fileId: ticket.fileId, sha256: digests.sha256 }, signal),
    );
    return { ...(await size), ...stored };
  } catch (error) {
    if (!signal.aborted && endsTheUpload(error)) await startOver(job, ports);
    throw error;
  }
};

import { type FileRecord, receivingBeatMs, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { rowGone } from "./row-gone.ts";

/**
 * Does `work`, and meanwhile tells the worker that the request which receives this file lives. `signal` ends the work when
 * the worker has not heard so in time: what is still to come would be received for nothing.
 * @throws AppError `dependency.unavailable` then, and whatever `work` throws
 */
export const whileReceiving = async <Result>(
  { db, telemetry, now }: Pick<Services, "db" | "telemetry" | "now">,
  { userId, fileId, blobName }: FileRecord,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const gone = new AbortController();
  const beat = async () => {
    const statusDate = toInstant(now());
    try {
      const condition = { status: ["receiving"], blobName } as const;
      const row = await db.files.update(userId, fileId, { statusDate }, condition);
      if (row === null) gone.abort(rowGone());
    } catch (error) {
      telemetry.trackFailure(error, "an upload under way could not say so", { fileId });
    }
  };
  const timer = setInterval(beat, receivingBeatMs);
  try {
    return await work(gone.signal);
  } finally {
    clearInterval(timer);
  }
};

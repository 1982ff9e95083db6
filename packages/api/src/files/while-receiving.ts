import { type FileRecord, receivingBeatMs, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** Does `work`, and meanwhile tells the worker that the request which receives this file lives. */
export const whileReceiving = async <Result>(
  { db, log, now }: Pick<Services, "db" | "log" | "now">,
  { userId, fileId, blobName }: FileRecord,
  work: () => Promise<Result>,
): Promise<Result> => {
  const renew = () =>
    db.files
      .update(userId, fileId, { statusDate: toInstant(now()) }, { status: ["receiving"], blobName })
      .catch((error: unknown) => log.warn({ err: error, fileId }, "an upload under way could not say so"));
  const timer = setInterval(renew, receivingBeatMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};

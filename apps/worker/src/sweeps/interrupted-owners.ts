import { type FileRecord, type RunRecord, toInstant, UserId } from "@cloudpix/domain";
import type { Services } from "../services.ts";

const without = ({ owners: _, ...details }: RunRecord["details"]): RunRecord["details"] => details;

/**
 * Notes whose files are about to be removed. A worker that dies between removing a row and giving its bytes back leaves nothing
 * else to tell whose bytes to count again. The note rides on the record of the last clean-up; ending a clean-up clears it.
 */
export const rememberOwners = async (
  { db, now }: Services,
  files: readonly Pick<FileRecord, "userId">[],
): Promise<void> => {
  const last = await db.runs.get("cleanup");
  const owners = [...new Set(files.map(({ userId }) => userId))].join(" ");
  await db.runs.put({
    id: "cleanup",
    at: last?.at ?? toInstant(now()),
    details: { ...(last ? without(last.details) : {}), owners },
  });
};

/** Has the owners counted again whom a worker left behind when it died. Called once at start. */
export const recallOwners = async ({ db, now, ownersToCheck }: Services): Promise<void> => {
  const last = await db.runs.get("cleanup");
  if (last === null) return;
  const { owners } = last.details;
  if (typeof owners !== "string") return;
  for (const text of owners.split(" ")) {
    const userId = UserId.safeParse(text);
    if (userId.success) ownersToCheck.touch(userId.data, now().getTime());
  }
};

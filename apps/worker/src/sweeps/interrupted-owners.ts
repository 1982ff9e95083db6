import { type FileRecord, type Instant, type RunRecord, toInstant, UserId } from "@cloudpix/domain";
import type { Services } from "../services.ts";

// Some seven kilobytes. Whom it has no room for is found by the count of everybody, a day later at the latest.
const most = 200;

const id = "interrupted-owners";

const ownersIn = (note: RunRecord | null): UserId[] => {
  const owners = note?.details["owners"];
  if (typeof owners !== "string") return [];
  return owners.split(" ").flatMap((text) => UserId.safeParse(text).data ?? []);
};

/**
 * Notes whose files are about to be removed. A worker that dies between removing a row and giving its bytes back leaves
 * nothing else to tell whose bytes to count again. The latest 200 owners are kept, in a row of `runs` that nobody is shown.
 */
export const rememberOwners = async (
  { db, now }: Services,
  files: readonly Pick<FileRecord, "userId">[],
): Promise<void> => {
  const noted = ownersIn(await db.runs.get(id));
  const owners = [...new Set([...files.map(({ userId }) => userId), ...noted])].slice(0, most);
  await db.runs.put({ id, at: toInstant(now()), details: { owners: owners.join(" ") } });
};

/** Has the owners counted again whom a worker left behind when it died. Called once at start. */
export const recallOwners = async ({ db, now, ownersToCheck }: Services): Promise<void> => {
  for (const userId of ownersIn(await db.runs.get(id))) ownersToCheck.touch(userId, now().getTime());
};

/** Drops a note that was last added to before this moment, since which everybody was counted. */
export const forgetOwners = async ({ db, now }: Services, before: Instant): Promise<void> => {
  const note = await db.runs.get(id);
  if (note === null || note.at >= before || ownersIn(note).length === 0) return;
  await db.runs.put({ id, at: toInstant(now()), details: { owners: "" } });
};

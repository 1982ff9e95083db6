import { AppError, type FileRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Takes the space, then writes the row: no row is ever there whose space was not taken, so the quota cannot be passed by
 * a crash or a lost answer. Space that a crash left without a row is given back when the worker next checks this owner's
 * usage (docs/data-model.md). False, and nothing taken, when there is a row under this id already.
 * @throws AppError `quota.exceeded`, `auth.token_invalid` when the account is gone
 */
export const takeSpace = async ({ db }: Pick<Services, "db">, file: FileRecord): Promise<boolean> => {
  const space = await db.users.reserveBytes(file.userId, file.fileSize);
  if (space !== "reserved")
    throw new AppError(space === "over_quota" ? "quota.exceeded" : "auth.token_invalid");
  if ((await db.files.create(file)) === "created") return true;
  await db.users.releaseBytes(file.userId, file.fileSize);
  return false;
};

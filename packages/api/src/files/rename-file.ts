import { AppError, type FileId, type FileView, type UserRecord } from "@cloudpix/domain";
import { visibleStatuses } from "../access.ts";
import type { Services } from "../services.ts";
import { viewOf } from "./get-file.ts";

/**
 * Gives a file another name, under which it is listed, downloaded and shared from the next request on. Its bytes stay
 * where they are. Repeatable.
 * @throws AppError `file.not_found`
 */
export const renameFile = async (
  services: Services,
  user: UserRecord,
  { fileId, fileName }: { fileId: FileId; fileName: string },
): Promise<FileView> => {
  const renamed = await services.db.files.update(
    user.userId,
    fileId,
    { fileName },
    { status: visibleStatuses },
  );
  if (renamed === null) throw new AppError("file.not_found");
  return viewOf(services, renamed);
};

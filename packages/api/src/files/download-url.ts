import type { FileId, UserRecord } from "@cloudpix/domain";
import { ownActiveFile } from "../access.ts";
import type { Services } from "../services.ts";
import { signOriginal } from "./file-view.ts";

/**
 * A read URL under which a browser saves the original with its own name; good for at least 60 minutes.
 * @throws AppError `file.not_found`, `file.not_ready`
 */
export const downloadUrl = async (
  services: Services,
  user: UserRecord,
  fileId: FileId,
): Promise<{ url: string }> => ({
  url: await signOriginal(services, await ownActiveFile(services, user.userId, fileId), "attachment"),
});

import type { UsageView, UserRecord } from "@cloudpix/domain";
import { visibleStatuses } from "../access.ts";
import type { Services } from "../services.ts";

/** What of the user's space is taken, and by what. */
export const readUsage = async ({ db }: Services, user: UserRecord): Promise<UsageView> => {
  const [files, trash] = await Promise.all([
    db.files.measure(user.userId, visibleStatuses),
    db.files.measure(user.userId, ["trashed"]),
  ]);
  return { usedBytes: user.usedBytes, quotaBytes: user.quotaBytes, files, trash };
};

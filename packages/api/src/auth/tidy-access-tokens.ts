import type { UserId } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/**
 * Removes the rows of access tokens that a raised `tokenVersion` has ended already. Never fails: what is left is worth
 * nothing to anybody and shown to nobody.
 */
export const tidyAccessTokens = async ({ db, telemetry }: Services, userId: UserId): Promise<void> => {
  await db.accessTokens
    .removeByUser(userId)
    .catch((error: unknown) => telemetry.trackFailure(error, "ended access tokens not removed", { userId }));
};

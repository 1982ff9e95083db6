import type { FileId, UserId } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** One action that ended links: of their owner alone, or the end of their file or of the whole account. */
type Ending = { userId: UserId; fileId?: FileId; cause: "owner" | "file" | "account"; revokedCount: number };

/**
 * Tells of the links that one action ended: those that nobody had ended before, expired and used-up ones included.
 * Nothing when there were none, so that each link is told of once.
 */
export const tellEnded = ({ telemetry }: Pick<Services, "telemetry">, ending: Ending): void => {
  if (ending.revokedCount > 0) telemetry.trackEvent("share_link_revoked", ending);
};

import {
  AppError,
  type DeleteAccountInput,
  type DoneView,
  toInstant,
  type UserId,
  type UserRecord,
} from "@cloudpix/domain";
import type { Context } from "../context.ts";
import type { Services } from "../services.ts";
import { tellEnded } from "../shares/tell-ended.ts";
import { takeGuess } from "./take-guess.ts";
import { tidyAccessTokens } from "./tidy-access-tokens.ts";

/** Now instead of in half a minute. The account is closed by then: what fails here the worker does. */
const revokeLinks = async (services: Services, userId: UserId): Promise<void> => {
  const { db, telemetry, now } = services;
  try {
    const revokedCount = await db.shareLinks.revokeByUser(userId, toInstant(now()));
    tellEnded(services, { userId, cause: "account", revokedCount });
  } catch (error) {
    telemetry.trackFailure(error, "links of a closed account not revoked", { userId });
  }
};

/** Tells of the files that leave with the account; those in the trash had left before. */
const tellFilesDeleted = async ({ db, telemetry }: Services, userId: UserId): Promise<void> => {
  try {
    const { fileCount, bytes } = await db.files.measure(userId, ["active"]);
    const facts = { userId, cause: "account", permanent: true, fileCount, sizeBytes: bytes };
    if (fileCount > 0) telemetry.trackEvent("file_deleted", facts);
  } catch (error) {
    telemetry.trackFailure(error, "files of a closed account not counted", { userId });
  }
};

/**
 * Closes an account for good: in one step nobody can sign in and every session and access token is over; then its links
 * end. The worker removes files, links and at last the user, which frees the e-mail.
 * @throws AppError `auth.credentials_wrong`, `rate.limited`; `auth.token_invalid` when the password was changed or the
 * account closed elsewhere meanwhile
 */
export const deleteAccount = async (
  { services, clientAddress }: Pick<Context, "services" | "clientAddress">,
  user: UserRecord,
  { password }: DeleteAccountInput,
): Promise<DoneView> => {
  const { db, passwords, rateLimits, now } = services;
  await takeGuess(rateLimits, user.email, clientAddress);
  if (!(await passwords.verify(password, user.passwordHash))) throw new AppError("auth.credentials_wrong");
  const closed = await db.users.close(user.userId, { from: user.passwordHash, at: toInstant(now()) });
  if (closed === null) throw new AppError("auth.token_invalid");
  await Promise.all([
    revokeLinks(services, user.userId),
    tellFilesDeleted(services, user.userId),
    tidyAccessTokens(services, user.userId),
  ]);
  return { message: "Your account is deleted. Its files and links are being removed." };
};

import {
  type FileRecord,
  FileStatus,
  type Instant,
  ownerFolder,
  SECOND_MS,
  toInstant,
  type UserId,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { purgeFile } from "./purge-file.ts";
import type { Turn } from "./turn.ts";

const filesPerStep = 48;

// What was let in just before the account closed has written its row by then: nothing is let in after.
const settledAfterMs = 30 * SECOND_MS;

/** A user who has deleted their account at `closedAt`. */
export type ClosedAccount = { userId: UserId; closedAt: Instant };

const anyStatus = FileStatus.options;
const unclaimed = anyStatus.filter((status) => status !== "purging");
const containers = ["cloudpix-files", "cloudpix-thumbnails", "cloudpix-incoming"] as const;

const purgeOne = async (services: Services, file: FileRecord): Promise<void> => {
  const { userId, fileId } = file;
  const purging = { status: "purging", statusDate: toInstant(services.now()) } as const;
  const claimed =
    file.status === "purging"
      ? file
      : await services.db.files.update(userId, fileId, purging, { status: unclaimed });
  if (claimed !== null) await purgeFile(services, claimed);
};

/**
 * Purges some files, fewer when the turn is over; how many there were. @throws the first failure, when all were tried: one
 * file keeps no other from going
 */
const purgeSome = async (services: Services, { userId }: ClosedAccount, turn: Turn): Promise<number> => {
  const { files } = await services.db.files.list(userId, {
    statuses: anyStatus,
    sort: "newest",
    limit: filesPerStep,
  });
  const failures: unknown[] = [];
  const purge = (file: FileRecord) =>
    purgeOne(services, file).catch((error: unknown) => {
      failures.push(error);
    });
  await fewAtOnce(files, purge, turn);
  if (failures.length > 0) throw failures[0];
  return files.length;
};

/** Ended before they are removed: those that the closing of the account did not end are told of, and each of them once. */
const removeLinks = async ({ db, telemetry, now }: Services, userId: UserId): Promise<void> => {
  const revokedCount = await db.shareLinks.revokeByUser(userId, toInstant(now()));
  const facts = { userId, cause: "account", revokedCount };
  if (revokedCount > 0) telemetry.trackEvent("share_link_revoked", facts);
  await db.shareLinks.removeByUser(userId);
};

/**
 * Removes a part of what belonged to a closed account, the user last, which frees the e-mail: `removed`. `more` asks for
 * another call; `waits` says that nothing is left, but that something let in before the closing may still arrive. May die
 * anywhere and be called again, also by two workers at once.
 */
export const removeAccount = async (
  services: Services,
  account: ClosedAccount,
  turn: Turn,
): Promise<"removed" | "more" | "waits"> => {
  const { db, blobs, now } = services;
  const { userId, closedAt } = account;
  // First, because they work for others; and in the last call too, for those made in the moment of closing.
  await removeLinks(services, userId);
  await db.accessTokens.removeByUser(userId);
  if ((await purgeSome(services, account, turn)) > 0) return "more";
  for (const container of containers) await blobs.removeFolder(container, ownerFolder(account));
  if (now().getTime() < Date.parse(closedAt) + settledAfterMs) return "waits";
  await db.users.remove(userId);
  return "removed";
};

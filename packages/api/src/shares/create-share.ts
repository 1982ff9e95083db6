import { createHmac } from "node:crypto";
import {
  AppError,
  addMs,
  type CreateShareInput,
  DAY_MS,
  type Instant,
  type LinkId,
  newLinkId,
  type ShareLinkRecord,
  type ShareLinkView,
  toBase64Url,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import { ownActiveFile } from "../access.ts";
import type { Services } from "../services.ts";
import { toShareLinkView } from "./share-view.ts";

const linkIdFor = (secret: string, userId: string, requestId: string): LinkId =>
  toBase64Url(createHmac("sha256", secret).update(`${userId}\n${requestId}`).digest().subarray(0, 16));

/** "Never" is only ever explicit: a missing or null `expirationDays` means the owner's default. */
const expiryOf = (input: CreateShareInput, user: UserRecord, now: Date): Instant | null => {
  if (input.expiresAt === null) return null;
  if (input.expiresAt !== undefined) {
    if (input.expiresAt <= toInstant(now)) {
      throw new AppError("input.invalid", { message: "A link cannot end in the past." });
    }
    return input.expiresAt;
  }
  const days = input.expirationDays ?? user.linkDefaults.expirationDays;
  return days === null ? null : toInstant(addMs(now, days * DAY_MS));
};

/**
 * Makes a link to one of the user's files. Repeatable under a `requestId`: the first link is the answer again.
 * @throws AppError `file.not_found`, `file.not_ready`, `input.invalid`, `request.conflict`
 */
export const createShare = async (
  services: Services,
  user: UserRecord,
  input: CreateShareInput,
): Promise<ShareLinkView> => {
  const { db, queue, telemetry, log, settings, now } = services;
  const file = await ownActiveFile(services, user.userId, input.fileId);
  const link: ShareLinkRecord = {
    linkId: input.requestId ? linkIdFor(settings.requestIdSecret, user.userId, input.requestId) : newLinkId(),
    fileId: file.fileId,
    userId: user.userId,
    expiryDate: expiryOf(input, user, now()),
    accessCount: 0,
    createdDate: toInstant(now()),
    isRevoked: false,
    revokedDate: null,
    lastAccessDate: null,
    name: null,
    passwordHash: null,
    maxAccessCount: null,
  };
  if ((await db.shareLinks.create(link)) === "conflict") {
    const before = await db.shareLinks.get(link.linkId);
    if (before?.userId !== user.userId || before.fileId !== file.fileId)
      throw new AppError("request.conflict");
    return toShareLinkView(services, before);
  }
  if (!file.thumbnail.renditions.some(({ name }) => name === "og") && file.kind === "image") {
    await queue
      .send({ type: "open-graph", userId: user.userId, fileId: file.fileId })
      // Without the card the preview stands in: no reason to take the link back.
      .catch((error: unknown) => log.warn({ err: error, fileId: file.fileId }, "enqueue failed"));
  }
  telemetry.trackEvent("share_link_created", { userId: user.userId, expires: link.expiryDate !== null });
  return toShareLinkView(services, link);
};

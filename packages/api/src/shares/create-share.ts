import { createHmac } from "node:crypto";
import {
  AppError,
  addMs,
  type CreateShareInput,
  DAY_MS,
  type FileRecord,
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
import { refusePast } from "./refuse-past.ts";
import { toShareLinkView } from "./share-view.ts";
import { tellEnded } from "./tell-ended.ts";

// Says that it is for a link: ids of files come from the same key, visitors see them, and a client may use one
// requestId for the upload and the link.
const linkIdFor = (secret: string, userId: string, requestId: string): LinkId =>
  toBase64Url(createHmac("sha256", secret).update(`link\n${userId}\n${requestId}`).digest().subarray(0, 16));

/** "Never" is only ever explicit: a missing or null `expirationDays` means the owner's default. */
const expiryOf = (input: CreateShareInput, user: UserRecord, from: Date): Instant | null => {
  if (input.expiresAt !== undefined) return input.expiresAt;
  const days = input.expirationDays ?? user.linkDefaults.expirationDays;
  return toInstant(addMs(from, days * DAY_MS));
};

/** The link that an earlier call under the same `requestId` made, as it is now. @throws AppError `request.conflict` */
const madeBefore = async ({ db }: Services, { userId, fileId, linkId }: ShareLinkRecord) => {
  const link = await db.shareLinks.get(linkId);
  if (link === null) return null;
  if (link.userId !== userId || link.fileId !== fileId) throw new AppError("request.conflict");
  return link;
};

/** Asks the worker for the picture that chats show. */
const askForCard = async (
  { queue, telemetry }: Services,
  { kind, thumbnail, userId, fileId }: FileRecord,
) => {
  if (kind !== "image" || thumbnail.renditions.some(({ name }) => name === "og")) return;
  await queue
    .send({ type: "open-graph", userId, fileId })
    // A link without a picture in chats is no reason to take the link back.
    .catch((error: unknown) =>
      telemetry.trackFailure(error, "enqueue failed", { fileId, job: "open-graph" }),
    );
};

/** A file trashed while its link was being made took only the links along that were there: this one ends too. */
const refuseVanished = async (
  services: Services,
  { userId, fileId, linkId }: ShareLinkRecord,
): Promise<void> => {
  const file = await services.db.files.get(userId, fileId);
  if (file?.status === "active") return;
  const revoked = await services.db.shareLinks.revoke(userId, linkId, toInstant(services.now()));
  tellEnded(services, { userId, fileId, cause: "file", revokedCount: revoked?.changed ? 1 : 0 });
  throw new AppError("file.not_found");
};

const tellCreated = ({ telemetry }: Services, link: ShareLinkRecord, { kind }: FileRecord): void =>
  telemetry.trackEvent("share_link_created", {
    userId: link.userId,
    fileId: link.fileId,
    kind,
    expires: link.expiryDate !== null,
    hasPassword: link.passwordHash !== null,
  });

/**
 * Makes a link to one of the user's files. Repeatable under a `requestId`: the first link is the answer
 * again, as it is by then, whatever else is asked for under that id.
 * @throws AppError `file.not_found`, `file.not_ready`, `input.invalid`, `request.conflict`
 */
export const createShare = async (
  services: Services,
  user: UserRecord,
  input: CreateShareInput,
): Promise<ShareLinkView> => {
  const { db, passwords, settings, now } = services;
  const file = await ownActiveFile(services, user.userId, input.fileId);
  const wanted: ShareLinkRecord = {
    linkId: input.requestId ? linkIdFor(settings.requestIdSecret, user.userId, input.requestId) : newLinkId(),
    fileId: file.fileId,
    userId: user.userId,
    expiryDate: expiryOf(input, user, now()),
    accessCount: 0,
    createdDate: toInstant(now()),
    isRevoked: false,
    revokedDate: null,
    lastAccessDate: null,
    name: input.name ?? null,
    passwordHash: null,
    maxAccessCount: input.maxAccessCount ?? null,
  };
  const before = input.requestId === undefined ? null : await madeBefore(services, wanted);
  if (before !== null) return toShareLinkView(services, before);
  refusePast(input, now());
  const passwordHash = input.password == null ? null : await passwords.hash(input.password);
  const link = { ...wanted, passwordHash };
  if ((await db.shareLinks.create(link)) !== "created") {
    // The same request came twice at once, and the other one was first.
    const first = await madeBefore(services, link);
    if (first === null) throw new AppError("request.conflict");
    return toShareLinkView(services, first);
  }
  services.seenLinks.remember(link);
  tellCreated(services, link, file);
  await refuseVanished(services, link);
  await askForCard(services, file);
  return toShareLinkView(services, link);
};

import { z } from "zod";
import { FileId, LinkId, UserId } from "./ids.ts";
import { Instant } from "./instant.ts";
import { limits } from "./limits.ts";

export const LinkName = z.string().trim().min(1).max(limits.linkNameLength);

/** A share link as remembered: one link, one file. Never leaves the server: {@link ShareLinkView} does. */
export const ShareLinkRecord = z.strictObject({
  linkId: LinkId,
  fileId: FileId,
  userId: UserId,
  /** null: never expires. Judged in code on every request; the database's TTL only tidies up later. */
  expiryDate: Instant.nullable(),
  accessCount: z.int().min(0),
  createdDate: Instant,
  isRevoked: z.boolean(),
  revokedDate: Instant.nullable(),
  lastAccessDate: Instant.nullable(),
  name: LinkName.nullable(),
  passwordHash: z.string().nullable(),
  /** null: no limit. Exact under concurrency. */
  maxAccessCount: z.int().min(1).nullable(),
});
export type ShareLinkRecord = z.infer<typeof ShareLinkRecord>;

/** A share link as shown to its owner, and without `userId` and `name` to its visitors. */
export const ShareLinkView = z.strictObject({
  linkId: LinkId,
  fileId: FileId,
  userId: UserId,
  expiryDate: Instant.nullable(),
  accessCount: z.int(),
  createdDate: Instant,
  isRevoked: z.boolean(),
  lastAccessDate: Instant.optional(),
  hasPassword: z.boolean(),
  maxAccessCount: z.int().optional(),
  name: z.string().optional(),
  shareUrl: z.url(),
});
export type ShareLinkView = z.infer<typeof ShareLinkView>;

export const VisitedLinkView = ShareLinkView.omit({ userId: true, name: true, lastAccessDate: true });
export type VisitedLinkView = z.infer<typeof VisitedLinkView>;

/** Whole days from now until a link ends. */
export const ExpirationDays = z.int().min(limits.expirationDays.min).max(limits.expirationDays.max);

/** The presets a person is offered; `null` is "never". */
export const expiryPresets = [1, 7, 30, 90, 365, null] as const;

/** Why a link no longer opens, or `live`. Revoked beats expired beats used up: the owner's word comes first. */
export const linkState = (
  link: Pick<ShareLinkRecord, "isRevoked" | "expiryDate" | "maxAccessCount" | "accessCount">,
  now: Date,
): "live" | "revoked" | "expired" | "used_up" => {
  if (link.isRevoked) return "revoked";
  if (link.expiryDate !== null && link.expiryDate <= now.toISOString()) return "expired";
  if (link.maxAccessCount !== null && link.accessCount >= link.maxAccessCount) return "used_up";
  return "live";
};

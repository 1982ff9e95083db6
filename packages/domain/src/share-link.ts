import { z } from "zod";
import { byteLength } from "./byte-length.ts";
import { FileId, LinkId, UserId } from "./ids.ts";
import { Instant } from "./instant.ts";
import { HOUR_MS, limits } from "./limits.ts";
import { plainName } from "./plain-name.ts";

export const LinkName = plainName(limits.linkNameLength);

/** What a visitor must know to open a link: 4–72 bytes in UTF-8. */
export const LinkPassword = z
  .string()
  .refine(
    (text) => byteLength(text) >= limits.linkPasswordBytes.min,
    `Please use at least ${limits.linkPasswordBytes.min} characters.`,
  )
  .refine(
    (text) => byteLength(text) <= limits.linkPasswordBytes.max,
    `Please use at most ${limits.linkPasswordBytes.max} bytes; most letters are one byte each.`,
  )
  // For those who count characters: there are never more of them than bytes.
  .meta({ maxLength: limits.linkPasswordBytes.max });

/** How a link stands with its visitors. `ending_soon` opens like `live`; it is there to remind the owner. */
export const LinkState = z.enum(["live", "ending_soon", "used_up", "expired", "revoked"]);
export type LinkState = z.infer<typeof LinkState>;

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
  name: z.string().nullable(),
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
  state: LinkState,
  /** Seconds until the record is forgotten: its end and 30 days of grace. Absent for a link without an end. */
  ttl: z.int().optional(),
  shareUrl: z.url(),
});
export type ShareLinkView = z.infer<typeof ShareLinkView>;

export const VisitedLinkView = ShareLinkView.omit({
  userId: true,
  name: true,
  lastAccessDate: true,
  state: true,
});
export type VisitedLinkView = z.infer<typeof VisitedLinkView>;

/** Whole days from now until a link ends. */
export const ExpirationDays = z.int().min(limits.expirationDays.min).max(limits.expirationDays.max);

/** The numbers of days a person is offered. */
export const expiryPresets = [1, 7, 30, 90, 365] as const;

type Judged = Pick<ShareLinkRecord, "isRevoked" | "expiryDate" | "maxAccessCount" | "accessCount">;

/** Why a link no longer opens, or `live`. Revoked beats expired beats used up: the owner's word comes first. */
export const linkState = (link: Judged, now: Date): Exclude<LinkState, "ending_soon"> => {
  if (link.isRevoked) return "revoked";
  if (link.expiryDate !== null && link.expiryDate <= now.toISOString()) return "expired";
  if (link.maxAccessCount !== null && link.accessCount >= link.maxAccessCount) return "used_up";
  return "live";
};

/** {@link linkState} as its owner is told it: a live link that ends within three days is `ending_soon`. */
export const ownersLinkState = (link: Judged, now: Date): LinkState => {
  const state = linkState(link, now);
  const soon = new Date(now.getTime() + limits.endingSoonHours * HOUR_MS).toISOString();
  return state === "live" && link.expiryDate !== null && link.expiryDate <= soon ? "ending_soon" : state;
};

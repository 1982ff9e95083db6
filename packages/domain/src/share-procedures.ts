import { z } from "zod";
import { SharedFileView } from "./file.ts";
import { FileId, LinkId, RequestId } from "./ids.ts";
import { Instant } from "./instant.ts";
import { ExpirationDays, LinkName, ShareLinkView, VisitedLinkView } from "./share-link.ts";

/** How often a link may be opened. */
const MaxAccessCount = z.int().min(1).max(1_000_000);

const expiry = { expirationDays: ExpirationDays.nullish(), expiresAt: Instant.nullable().optional() };
const oneExpiry = {
  holds: (input: { expirationDays?: number | null | undefined; expiresAt?: string | null | undefined }) =>
    input.expirationDays == null || input.expiresAt === undefined,
  otherwise: { message: "Please give either expirationDays or expiresAt.", path: ["expiresAt"] },
};

/**
 * When the link ends: `expiresAt` is an exact moment or, only when it is explicitly null, never;
 * else `expirationDays` from now; else the owner's default.
 */
export const CreateShareInput = z
  .strictObject({
    fileId: FileId,
    ...expiry,
    name: LinkName.optional(),
    maxAccessCount: MaxAccessCount.optional(),
    requestId: RequestId.optional(),
  })
  .refine(oneExpiry.holds, oneExpiry.otherwise);
export type CreateShareInput = z.infer<typeof CreateShareInput>;

/** Changes what is given and keeps the rest, the address too; a name or a limit of null is none. */
export const UpdateShareInput = z
  .strictObject({
    linkId: LinkId,
    ...expiry,
    name: LinkName.nullable().optional(),
    maxAccessCount: MaxAccessCount.nullable().optional(),
  })
  .refine(oneExpiry.holds, oneExpiry.otherwise);
export type UpdateShareInput = z.infer<typeof UpdateShareInput>;

export const ShareLinkInput = z.strictObject({ linkId: LinkId });
export type ShareLinkInput = z.infer<typeof ShareLinkInput>;

export const ShareLinksView = z.strictObject({ shareLinks: z.array(ShareLinkView) });
export type ShareLinksView = z.infer<typeof ShareLinksView>;

/** What a visitor gets for one counted access. `downloadUrl` carries the visit: it works in an `<img>` and in a new tab. */
export const OpenedShareView = z.strictObject({
  file: SharedFileView,
  shareLink: VisitedLinkView,
  /** The owner's display name or "Someone"; never an e-mail. */
  sender: z.string(),
  downloadUrl: z.url(),
  /** Proof of this visit for 30 minutes: `?v=` on the byte routes. */
  visitToken: z.string(),
});
export type OpenedShareView = z.infer<typeof OpenedShareView>;

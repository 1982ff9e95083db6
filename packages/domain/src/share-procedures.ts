import { z } from "zod";
import { FileView, SharedFileView } from "./file.ts";
import { FileId, LinkId, RequestId } from "./ids.ts";
import { GivenInstant } from "./instant.ts";
import { limits } from "./limits.ts";
import { Cursor, PageSize } from "./page.ts";
import { GivenPassword } from "./password.ts";
import { ExpirationDays, LinkName, LinkPassword, ShareLinkView, VisitedLinkView } from "./share-link.ts";

/** How often a link may be opened. */
const MaxAccessCount = z.int().min(1).max(1_000_000);

const expiry = { expirationDays: ExpirationDays.nullish(), expiresAt: GivenInstant.nullable().optional() };
const oneExpiry = {
  holds: (input: { expirationDays?: number | null | undefined; expiresAt?: string | null | undefined }) =>
    input.expirationDays == null || input.expiresAt === undefined,
  otherwise: { message: "Please give either expirationDays or expiresAt.", path: ["expiresAt"] },
};

/**
 * When the link ends: `expiresAt` is an exact moment or, only when it is explicitly null, never;
 * else `expirationDays` from now; else the owner's default. A name, a password or a limit of null is none.
 */
export const CreateShareInput = z
  .strictObject({
    fileId: FileId,
    ...expiry,
    name: LinkName.nullish(),
    password: LinkPassword.nullish(),
    maxAccessCount: MaxAccessCount.nullish(),
    requestId: RequestId.optional(),
  })
  .refine(oneExpiry.holds, oneExpiry.otherwise);
export type CreateShareInput = z.infer<typeof CreateShareInput>;

/**
 * Changes what is given and keeps the rest, the address too; a name, a password or a limit of null is none. Another
 * password ends the visits that run.
 */
export const UpdateShareInput = z
  .strictObject({
    linkId: LinkId,
    ...expiry,
    name: LinkName.nullable().optional(),
    password: LinkPassword.nullable().optional(),
    maxAccessCount: MaxAccessCount.nullable().optional(),
  })
  .refine(oneExpiry.holds, oneExpiry.otherwise);
export type UpdateShareInput = z.infer<typeof UpdateShareInput>;

export const ShareLinkInput = z.strictObject({ linkId: LinkId });
export type ShareLinkInput = z.infer<typeof ShareLinkInput>;

export const ShareLinksView = z.strictObject({ shareLinks: z.array(ShareLinkView) });
export type ShareLinksView = z.infer<typeof ShareLinksView>;

/** The user's links to all files, newest first. `cursor` is the `nextCursor` of the page before. */
export const ListMySharesInput = z
  .strictObject({ cursor: Cursor.nullish(), limit: PageSize.default(limits.pageSize.default) })
  .prefault({});
export type ListMySharesInput = z.infer<typeof ListMySharesInput>;

/** What a link in a list says of its file. */
export const LinkedFileView = FileView.pick({
  fileId: true,
  fileName: true,
  contentType: true,
  fileSize: true,
  uploadDate: true,
  kind: true,
  thumbnail: true,
});
export type LinkedFileView = z.infer<typeof LinkedFileView>;

/** `file` is null when it is in the trash or gone. */
export const MyShareLinkView = ShareLinkView.extend({ file: LinkedFileView.nullable() });
export type MyShareLinkView = z.infer<typeof MyShareLinkView>;

export const MyShareLinksView = z.strictObject({
  shareLinks: z.array(MyShareLinkView),
  nextCursor: Cursor.nullable(),
});
export type MyShareLinksView = z.infer<typeof MyShareLinksView>;

/** All links to one file, or without `fileId` all links of the user. */
export const RevokeAllInput = z.strictObject({ fileId: FileId.optional() }).prefault({});
export type RevokeAllInput = z.infer<typeof RevokeAllInput>;

/** How many links were switched off by this call. */
export const RevokedLinksView = z.strictObject({ revokedCount: z.int().min(0) });
export type RevokedLinksView = z.infer<typeof RevokedLinksView>;

export const UnlockShareInput = z.strictObject({ linkId: LinkId, password: GivenPassword });
export type UnlockShareInput = z.infer<typeof UnlockShareInput>;

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

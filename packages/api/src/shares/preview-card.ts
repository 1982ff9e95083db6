import type { FileRecord, LinkId } from "@cloudpix/domain";
import type { BlobRef } from "@cloudpix/storage";
import type { Services } from "../services.ts";
import { linkedFile, linkOwner, readLink } from "./live-link.ts";
import { shareUrl } from "./share-view.ts";

/** What a chat may show of a link before anybody opens it. */
export type PreviewCard = { title: string; url: string; imageUrl: string | null };

// Only the small card, made for this: anything larger would be a view without a visit.
const cardPicture = (file: FileRecord) => file.thumbnail.renditions.find(({ name }) => name === "og");

/**
 * The card of a live link. Counts nothing and starts no visit; a link with a password shows nothing of its file.
 * @throws AppError `share.not_found`, `share.revoked`, `share.expired`, `share.used_up`
 */
export const previewCard = async (services: Services, linkId: LinkId): Promise<PreviewCard> => {
  const link = await readLink(services, linkId, { countsUse: true });
  const [file] = await Promise.all([linkedFile(services, link), linkOwner(services, link)]);
  const url = shareUrl(services, linkId);
  if (link.passwordHash !== null) return { title: "A file was shared with you", url, imageUrl: null };
  return { title: file.fileName, url, imageUrl: cardPicture(file) ? `${url}/og.jpg` : null };
};

/**
 * Where the card's picture lies, and its type; null when there is none, or none yet.
 * @throws AppError as {@link previewCard}
 */
export const previewCardPicture = async (
  services: Services,
  linkId: LinkId,
): Promise<{ blob: BlobRef; contentType: string } | null> => {
  const link = await readLink(services, linkId, { countsUse: true });
  const [file] = await Promise.all([linkedFile(services, link), linkOwner(services, link)]);
  const picture = link.passwordHash === null ? cardPicture(file) : undefined;
  if (picture === undefined) return null;
  return {
    blob: { container: "cloudpix-thumbnails", name: picture.blobName },
    contentType: picture.contentType,
  };
};

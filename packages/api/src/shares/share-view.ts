import type {
  FileRecord,
  OpenedShareView,
  Rendition,
  ShareLinkRecord,
  ShareLinkView,
  UserRecord,
  VisitedLinkView,
} from "@cloudpix/domain";
import { toSharedFileView } from "../files/file-view.ts";
import type { Services } from "../services.ts";

/** The public address of a link's page. */
export const shareUrl = ({ settings }: Pick<Services, "settings">, linkId: string): string =>
  `${settings.publicOrigin}/s/${linkId}`;

const toVisitedLinkView = (services: Pick<Services, "settings">, link: ShareLinkRecord): VisitedLinkView => ({
  linkId: link.linkId,
  fileId: link.fileId,
  expiryDate: link.expiryDate,
  accessCount: link.accessCount,
  createdDate: link.createdDate,
  isRevoked: link.isRevoked,
  hasPassword: link.passwordHash !== null,
  maxAccessCount: link.maxAccessCount ?? undefined,
  shareUrl: shareUrl(services, link.linkId),
});

/** What an owner sees of their link. */
export const toShareLinkView = (
  services: Pick<Services, "settings">,
  link: ShareLinkRecord,
): ShareLinkView => ({
  ...toVisitedLinkView(services, link),
  userId: link.userId,
  lastAccessDate: link.lastAccessDate ?? undefined,
  name: link.name ?? undefined,
});

/** What a visitor sees: the file under addresses of this link that carry the visit, and never a storage URL or an e-mail. */
export const toOpenedShareView = async (
  services: Pick<Services, "settings">,
  {
    link,
    file,
    owner,
    visitToken,
  }: {
    link: ShareLinkRecord;
    file: FileRecord;
    owner: UserRecord | null;
    visitToken: string;
  },
): Promise<OpenedShareView> => {
  const urlOf = (what: string) => `${shareUrl(services, link.linkId)}/${what}?v=${visitToken}`;
  return {
    file: await toSharedFileView(file, (rendition: Rendition) => urlOf(rendition.name)),
    shareLink: toVisitedLinkView(services, link),
    sender: owner?.name ?? "Someone",
    downloadUrl: urlOf("file"),
    visitToken,
  };
};

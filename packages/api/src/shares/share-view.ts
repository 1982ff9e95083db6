import {
  type FileRecord,
  type OpenedShareView,
  ownersLinkState,
  type Rendition,
  type ShareLinkRecord,
  type ShareLinkView,
  shareLinkTtl,
  toInstant,
  type UserRecord,
  type VisitedLinkView,
} from "@cloudpix/domain";
import { toSharedFileView } from "../files/file-view.ts";
import type { Services } from "../services.ts";

/** The public address of a link's page. */
export const shareUrl = ({ settings }: Pick<Services, "settings">, linkId: string): string =>
  `${settings.publicOrigin}/s/${linkId}`;

type Needs = Pick<Services, "settings" | "now">;

/** Cosmos' word for "never" is -1; ours is nothing. */
const ttlOf = ({ now }: Needs, link: ShareLinkRecord) => {
  const ttl = shareLinkTtl(link, toInstant(now()));
  return ttl < 0 ? undefined : ttl;
};

const toVisitedLinkView = (services: Needs, link: ShareLinkRecord): VisitedLinkView => ({
  linkId: link.linkId,
  fileId: link.fileId,
  expiryDate: link.expiryDate,
  accessCount: link.accessCount,
  createdDate: link.createdDate,
  isRevoked: link.isRevoked,
  hasPassword: link.passwordHash !== null,
  maxAccessCount: link.maxAccessCount ?? undefined,
  ttl: ttlOf(services, link),
  shareUrl: shareUrl(services, link.linkId),
});

/** What an owner sees of their link. */
export const toShareLinkView = (services: Needs, link: ShareLinkRecord): ShareLinkView => ({
  ...toVisitedLinkView(services, link),
  userId: link.userId,
  lastAccessDate: link.lastAccessDate ?? undefined,
  name: link.name ?? undefined,
  state: ownersLinkState(link, services.now()),
});

/** What a visitor sees: the file under addresses of this link that carry the visit, and never a storage URL or an e-mail. */
export const toOpenedShareView = async (
  services: Needs,
  {
    link,
    file,
    owner,
    visitToken,
  }: { link: ShareLinkRecord; file: FileRecord; owner: UserRecord; visitToken: string },
): Promise<OpenedShareView> => {
  const urlOf = (what: string) => `${shareUrl(services, link.linkId)}/${what}?v=${visitToken}`;
  return {
    file: await toSharedFileView(file, (rendition: Rendition) => urlOf(rendition.name)),
    shareLink: toVisitedLinkView(services, link),
    sender: owner.name ?? "Someone",
    downloadUrl: urlOf("file"),
    visitToken,
  };
};

import type { LinkId, ShareLinkView, UserRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { ownLink } from "./own-link.ts";
import { toShareLinkView } from "./share-view.ts";

/** One link of the user, revoked and expired ones included. @throws AppError `share.not_found` */
export const getShare = async (
  services: Services,
  user: UserRecord,
  linkId: LinkId,
): Promise<ShareLinkView> => toShareLinkView(services, await ownLink(services, user.userId, linkId));

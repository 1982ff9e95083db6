import { continueVisit, errorTable, type PreviewCard, previewCard } from "@cloudpix/api";
import { type ErrorCode, isAppError, LinkId, type OpenedShareView } from "@cloudpix/domain";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { setPageStatus } from "./page-status.ts";
import { isPreviewBot } from "./preview-bot.ts";
import { running } from "./running.ts";
import { visitCookieName } from "./visit-cookie.ts";

/** What `/s/:linkId` shows: the file under a running visit, the way in, a card for chats, or why the link does not open. */
export type SharePageState =
  | { show: "file"; opened: OpenedShareView }
  | { show: "entrance"; path: string }
  | { show: "card"; card: PreviewCard }
  | { show: "gate"; code: ErrorCode };

const closed = (code: ErrorCode): SharePageState => {
  setPageStatus(errorTable[code].httpStatus);
  return { show: "gate", code };
};

const open = async (linkId: LinkId, visitToken: string | undefined): Promise<SharePageState> => {
  const { services } = running();
  if (isPreviewBot(await headers())) return { show: "card", card: await previewCard(services, linkId) };
  const token = visitToken ?? (await cookies()).get(visitCookieName)?.value;
  const opened = await continueVisit(services, linkId, token);
  return opened === null ? { show: "entrance", path: `/s/${linkId}/enter` } : { show: "file", opened };
};

/**
 * Decides what a visitor of a link sees, once per request, and gives the answer its true status. Counts nothing.
 * `refusal` is what the entrance ended in when it could not count now; the page then says so instead of trying again.
 */
export const sharePage = cache(
  async (
    given: string,
    visitToken: string | undefined,
    refusal: string | undefined,
  ): Promise<SharePageState> => {
    const linkId = LinkId.safeParse(given);
    if (!linkId.success) return closed("share.not_found");
    if (refusal === "rate.limited" || refusal === "dependency.unavailable") return closed(refusal);
    try {
      return await open(linkId.data, visitToken);
    } catch (error) {
      if (isAppError(error)) return closed(error.code);
      throw error;
    }
  },
);

import { continueVisit, errorTable, type PreviewCard, previewCard } from "@cloudpix/api";
import { AppError, type ErrorCode, isAppError, LinkId, type OpenedShareView } from "@cloudpix/domain";
import { headers } from "next/headers";
import { cache } from "react";
import { setPageStatus } from "./page-status.ts";
import { isPreviewBot } from "./preview-bot.ts";
import { running } from "./running.ts";
import { runningVisit } from "./running-visit.ts";
import { visitTokensOf } from "./visit-cookie.ts";

/** What `/s/:linkId` shows: the file under a running visit, the way in, a card for chats, or why the link does not open. */
export type SharePageState =
  | { show: "file"; opened: OpenedShareView }
  | { show: "entrance"; path: string }
  | { show: "card"; card: PreviewCard; path: string }
  | { show: "gate"; code: ErrorCode };

/** What the entrance can end in, with the longest time until it may go well, in seconds. */
const refusals = new Map<string | undefined, AppError>([
  ["rate.limited", new AppError("rate.limited", { retryAfterSeconds: 60 })],
  ["dependency.unavailable", new AppError("dependency.unavailable", { retryAfterSeconds: 5 })],
]);

const closed = ({ code, retryAfterSeconds }: AppError): SharePageState => {
  setPageStatus(errorTable[code].httpStatus, retryAfterSeconds);
  return { show: "gate", code };
};

const open = async (linkId: LinkId, visitToken: string | undefined): Promise<SharePageState> => {
  const { services } = running();
  const path = `/s/${linkId}/enter`;
  const asked = await headers();
  const token = await runningVisit(services, linkId, visitTokensOf(visitToken, asked.get("cookie")));
  // A visit counts before the name: somebody whose browser is called like a bot entered through the card's link.
  if (token === undefined && isPreviewBot(asked))
    return { show: "card", card: await previewCard(services, linkId), path: `${path}?human=1` };
  const opened = await continueVisit(services, linkId, token);
  return opened === null ? { show: "entrance", path } : { show: "file", opened };
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
    if (!linkId.success) return closed(new AppError("share.not_found"));
    const refused = refusals.get(refusal);
    if (refused !== undefined) return closed(refused);
    try {
      return await open(linkId.data, visitToken);
    } catch (error) {
      if (isAppError(error)) return closed(error);
      throw error;
    }
  },
);

import { openShare, toAppError } from "@cloudpix/api";
import { LinkId } from "@cloudpix/domain";
import { errorResponse } from "./error-response.ts";
import { failureResponse } from "./failure-response.ts";
import { isPrefetch } from "./is-prefetch.ts";
import { isPreviewBot } from "./preview-bot.ts";
import { isOurs } from "./report-failure.ts";
import { requestContext } from "./request-context.ts";
import { backToPage, enterVisit, pageUrl, saysHuman } from "./visit-redirect.ts";

const nothing = () => new Response(null, { status: 204, headers: { "cache-control": "no-store" } });

/**
 * Counts one access and starts the visit, then back to the page. The page itself says why when the link does not open; a
 * failure of ours is told here, since the page would only lead back into it. Looking (HEAD) and guessing ahead (prefetch)
 * are not entering: they count nothing.
 */
export const handleEnter = async (request: Request, given: string): Promise<Response> => {
  // Sent back to the page, a guess would only be sent here again.
  if (request.method === "HEAD" || isPrefetch(request)) return nothing();
  const context = requestContext(request);
  const { publicOrigin } = context.services.settings;
  const linkId = LinkId.safeParse(given);
  const human = saysHuman(request);
  const page = { publicOrigin, given, human };
  // Whoever follows the card's own link is let in and counted like everybody.
  if (!linkId.success || (isPreviewBot(request.headers) && !human)) return backToPage(page);
  try {
    return enterVisit(publicOrigin, linkId.data, await openShare(context, linkId.data));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (isOurs(error)) return failureResponse(error, context.requestId, pageUrl(page));
    if (error.code === "rate.limited") return backToPage(page, error.code);
    return error.code.startsWith("share.") ? backToPage(page) : errorResponse(error, context.requestId);
  }
};

import { openShare } from "@cloudpix/api";
import { isAppError, LinkId } from "@cloudpix/domain";
import { errorResponse } from "./error-response.ts";
import { isPrefetch } from "./is-prefetch.ts";
import { isPreviewBot } from "./preview-bot.ts";
import { reportFailure } from "./report-failure.ts";
import { requestContext } from "./request-context.ts";
import { backToPage, enterVisit, saysHuman } from "./visit-redirect.ts";

const nothing = () => new Response(null, { status: 204, headers: { "cache-control": "no-store" } });

/**
 * Counts one access and starts the visit, then back to the page. The page itself says why when the link does not open.
 * Looking (HEAD) and guessing ahead (prefetch) are not entering: they count nothing.
 */
export const handleEnter = async (request: Request, given: string): Promise<Response> => {
  // Sent back to the page, a guess would only be sent here again.
  if (request.method === "HEAD" || isPrefetch(request)) return nothing();
  const context = requestContext(request);
  const { publicOrigin } = context.services.settings;
  const linkId = LinkId.safeParse(given);
  const human = saysHuman(request);
  // Whoever follows the card's own link is let in and counted like everybody.
  if (!linkId.success || (isPreviewBot(request.headers) && !human)) return backToPage(publicOrigin, given);
  try {
    return enterVisit(publicOrigin, linkId.data, await openShare(context, linkId.data));
  } catch (error) {
    if (!isAppError(error)) return errorResponse(error, context.requestId);
    reportFailure(error, context.requestId);
    const isKnownThere = error.code.startsWith("share.");
    return backToPage(publicOrigin, given, isKnownThere ? { human } : { refusal: error.code, human });
  }
};

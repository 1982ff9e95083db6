import { openShare } from "@cloudpix/api";
import { isAppError, LinkId } from "@cloudpix/domain";
import { errorResponse } from "../../../../server/error-response.ts";
import { isPrefetch } from "../../../../server/is-prefetch.ts";
import { isPreviewBot } from "../../../../server/preview-bot.ts";
import { requestContext } from "../../../../server/request-context.ts";
import { backToPage, enterVisit, saysHuman } from "../../../../server/visit-redirect.ts";

type RouteContext = { params: Promise<{ linkId: string }> };

const nothing = () => new Response(null, { status: 204, headers: { "cache-control": "no-store" } });

/** Counts one access and starts the visit, then back to the page. The page itself says why when the link does not open. */
export const GET = async (request: Request, { params }: RouteContext): Promise<Response> => {
  // Guessing ahead is not entering; sent back to the page, it would only be sent here again.
  if (isPrefetch(request)) return nothing();
  const context = requestContext(request);
  const { publicOrigin } = context.services.settings;
  const given = (await params).linkId;
  const linkId = LinkId.safeParse(given);
  const human = saysHuman(request);
  // Whoever follows the card's own link is let in and counted like everybody.
  if (!linkId.success || (isPreviewBot(request.headers) && !human)) return backToPage(publicOrigin, given);
  try {
    return enterVisit(publicOrigin, linkId.data, await openShare(context, linkId.data));
  } catch (error) {
    if (!isAppError(error)) return errorResponse(error, context.requestId);
    const isKnownThere = error.code.startsWith("share.");
    return backToPage(publicOrigin, given, isKnownThere ? { human } : { refusal: error.code, human });
  }
};

/** Looking is not entering: counts nothing. */
export { nothing as HEAD };

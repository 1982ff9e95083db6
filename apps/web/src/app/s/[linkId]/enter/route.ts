import { openShare } from "@cloudpix/api";
import { isAppError, LinkId } from "@cloudpix/domain";
import { errorResponse } from "../../../../server/error-response.ts";
import { isPreviewBot } from "../../../../server/preview-bot.ts";
import { requestContext } from "../../../../server/request-context.ts";
import { visitCookie } from "../../../../server/visit-cookie.ts";

type RouteContext = { params: Promise<{ linkId: string }> };

const goTo = (location: string, headers: Record<string, string> = {}) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store", ...headers } });

const nothing = () => new Response(null, { status: 204, headers: { "cache-control": "no-store" } });

const isPrefetch = ({ headers }: Request) =>
  /prefetch|prerender/.test(headers.get("sec-purpose") ?? headers.get("purpose") ?? "");

// The card's own link says `human=1`: whoever follows it is let in and counted like everybody.
const isBot = ({ headers, url }: Request) =>
  isPreviewBot(headers) && new URL(url).searchParams.get("human") !== "1";

/** Counts one access and starts the visit, then back to the page. The page itself says why when the link does not open. */
export const GET = async (request: Request, { params }: RouteContext): Promise<Response> => {
  // Guessing ahead is not entering; sent back to the page, it would only be sent here again.
  if (isPrefetch(request)) return nothing();
  const context = requestContext(request);
  const linkId = LinkId.safeParse((await params).linkId);
  const page = `${context.services.settings.publicOrigin}/s/${encodeURIComponent((await params).linkId)}`;
  if (!linkId.success || isBot(request)) return goTo(page);
  try {
    const { visitToken } = await openShare(context, linkId.data);
    const cookie = visitCookie(linkId.data, visitToken, context.services.settings.publicOrigin);
    return goTo(`${page}?v=${visitToken}`, { "set-cookie": cookie });
  } catch (error) {
    if (!isAppError(error)) return errorResponse(error, context.requestId);
    // The page finds out for itself why a link is dead; what only this step met, it is told.
    return goTo(error.code.startsWith("share.") ? page : `${page}?refusal=${error.code}`);
  }
};

/** Looking is not entering: counts nothing. */
export { nothing as HEAD };

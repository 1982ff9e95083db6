import type { ErrorCode, LinkId, OpenedShareView } from "@cloudpix/domain";
import { visitCookie } from "./visit-cookie.ts";

/** `given` may be no link id: then the page says so. */
type Page = { publicOrigin: string; given: string; human?: boolean };

/** The address of a link's page, without a visit. `refusal` is what the page cannot find out for itself. */
export const pageUrl = ({ publicOrigin, given, human = false }: Page, refusal?: ErrorCode): string => {
  const query = new URLSearchParams({
    ...(refusal === undefined ? {} : { refusal }),
    ...(human ? { human: "1" } : {}),
  }).toString();
  return `${publicOrigin}/s/${encodeURIComponent(given)}${query && `?${query}`}`;
};

/** Sends the browser on with a GET; nothing of this answer is kept. */
const seeOther = (location: string, headers: Record<string, string> = {}) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store", ...headers } });

/** Back to the page with the visit that has just begun: in the address, and in a cookie where cookies are taken. */
export const enterVisit = (
  publicOrigin: string,
  linkId: LinkId,
  { visitToken }: Pick<OpenedShareView, "visitToken">,
): Response =>
  seeOther(`${pageUrl({ publicOrigin, given: linkId })}?v=${visitToken}`, {
    "set-cookie": visitCookie(linkId, visitToken, publicOrigin),
  });

/** True where `human=1` is said: by those who followed the card's own link, whatever their browser is called. */
export const saysHuman = ({ url }: Pick<Request, "url">): boolean =>
  new URL(url).searchParams.get("human") === "1";

/** Back to the page without a visit, as {@link pageUrl}. */
export const backToPage = (page: Page, refusal?: ErrorCode): Response => seeOther(pageUrl(page, refusal));

import { type LinkId, limits } from "@cloudpix/domain";

/** Where a browser keeps its visit. */
export const visitCookieName = "cloudpix.visit";

/** A cookie that only this link's page and bytes are sent; a visit of one link says nothing at another. */
export const visitCookie = (linkId: LinkId, visitToken: string, publicOrigin: string): string =>
  [
    `${visitCookieName}=${visitToken}`,
    `Path=/s/${linkId}`,
    `Max-Age=${limits.visitMinutes * 60}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(publicOrigin.startsWith("https:") ? ["Secure"] : []),
  ].join("; ");

/** The visit a request shows: `?v=` first, because it also works where cookies are refused. */
export const visitTokenOf = (
  searchParams: URLSearchParams,
  cookieHeader: string | null,
): string | undefined =>
  searchParams.get("v") ??
  (cookieHeader ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${visitCookieName}=`))
    ?.slice(visitCookieName.length + 1);

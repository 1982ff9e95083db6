import { type LinkId, limits } from "@cloudpix/domain";

const visitCookieName = "cloudpix.visit";

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

/** The visits a request shows: the cookie's, and the one in `?v=`, which also works where cookies are refused. */
export const visitTokensOf = (
  inAddress: string | null | undefined,
  cookieHeader: string | null,
): string[] => {
  const inCookie = (cookieHeader ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${visitCookieName}=`))
    ?.slice(visitCookieName.length + 1);
  return [inCookie, inAddress].filter((token) => token != null);
};

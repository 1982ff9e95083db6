import { type LinkId, limits } from "@cloudpix/domain";

const isSecure = (publicOrigin: string) => publicOrigin.startsWith("https:");

/** `__Secure-` keeps plain http from setting it. Its path, which is the link's own, rules `__Host-` out. */
const cookieName = (publicOrigin: string) => `${isSecure(publicOrigin) ? "__Secure-" : ""}cloudpix.visit`;

/** A cookie that only this link's page and bytes are sent; a visit of one link says nothing at another. */
export const visitCookie = (linkId: LinkId, visitToken: string, publicOrigin: string): string =>
  [
    `${cookieName(publicOrigin)}=${visitToken}`,
    `Path=/s/${linkId}`,
    `Max-Age=${limits.visitMinutes * 60}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(isSecure(publicOrigin) ? ["Secure"] : []),
  ].join("; ");

type Shown = {
  /** `?v=` */
  inAddress: string | null | undefined;
  cookieHeader: string | null;
  publicOrigin: string;
};

/** The visits a request shows: the cookie's, and the one in its address, which also works where cookies are refused. */
export const visitTokensOf = ({ inAddress, cookieHeader, publicOrigin }: Shown): string[] => {
  const name = `${cookieName(publicOrigin)}=`;
  const inCookie = (cookieHeader ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(name))
    ?.slice(name.length);
  return [inCookie, inAddress].filter((token) => token != null);
};

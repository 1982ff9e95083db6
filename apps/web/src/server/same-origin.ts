import { AppError } from "@cloudpix/domain";

/**
 * Holds off other sites that make a signed-in browser send something: `Sec-Fetch-Site` decides where the browser sends
 * it, `Origin` only where it does not (a form on a `no-referrer` page sends `Origin: null` even to its own site).
 * @throws AppError `auth.origin_refused`
 */
export const requireSameOrigin = (headers: Headers, publicOrigin: string): void => {
  const site = headers.get("sec-fetch-site");
  const own =
    site === null
      ? (headers.get("origin") ?? publicOrigin) === publicOrigin
      : site === "same-origin" || site === "none";
  if (!own) throw new AppError("auth.origin_refused");
};

/**
 * The path a request asks for, decoded, without its query; null when the target is none that this server answers: only
 * a path of this site in UTF-8 percent-encoding is. `//host`, `/\host` and whole addresses would name another site, and
 * what does not decode fails deep inside the framework.
 */
export const pathOf = (target: string): string | null => {
  if (!/^\/(?![/\\])/.test(target)) return null;
  try {
    return decodeURIComponent(target.split("?", 1)[0] ?? "");
  } catch {
    return null;
  }
};

/** A target as the access log may hold it: decoded, without its query, and without the id of a link, which is its secret. */
export const loggedPath = (target: string): string => {
  const path = pathOf(target) ?? target.split("?", 1)[0] ?? "";
  // What cannot be decoded may spell anything, a link too.
  if (pathOf(target) === null && path.includes("%")) return "(undecodable)";
  return path.replace(/([/\\](?:s|share)[/\\]+)[^/\\]+/gi, "$1:linkId");
};

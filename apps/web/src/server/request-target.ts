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

/**
 * A target of the interface for programs without the one slash that may stand at the end of its path: `/api/files/` is
 * `/api/files`. Pages are left to the framework, which sends people on.
 */
export const withoutLastSlash = (target: string): string =>
  target.replace(/^(\/api(?:\/[^?]*[^/?])?|\/health)\/(?=\?|$)/, "$1");

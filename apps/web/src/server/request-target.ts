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

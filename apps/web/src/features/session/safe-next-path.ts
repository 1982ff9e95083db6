/**
 * Where to go after signing in: `next` when it is a path of this site, else the gallery. Everything a browser
 * would read as another origin (`//host`, `/\host`, schemes, control characters) is refused.
 */
export const safeNextPath = (next: string | null | undefined): string => {
  const origin = "http://localhost";
  if (next == null || !next.startsWith("/") || !URL.canParse(next, origin)) return "/files";
  const url = new URL(next, origin);
  // Dot segments are gone by now, and what they leave (`/.//host` becomes `//host`) may name another host when read again.
  const isOurs = url.origin === origin && !url.pathname.startsWith("//");
  return isOurs ? url.pathname + url.search : "/files";
};

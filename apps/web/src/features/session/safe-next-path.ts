/**
 * Where to go after signing in: `next` when it is a path of this site, else the gallery. Everything a browser
 * would read as another origin (`//host`, `/\host`, schemes, control characters) is refused.
 */
export const safeNextPath = (next: string | null | undefined): string => {
  const origin = "http://localhost";
  if (next == null || !next.startsWith("/") || !URL.canParse(next, origin)) return "/files";
  const url = new URL(next, origin);
  return url.origin === origin ? url.pathname + url.search : "/files";
};

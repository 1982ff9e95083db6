/** The page that a request asks for, with its query: where to come back to after signing in. The framework's own mark is left out. */
export const wantedPath = (target: string): string => {
  const url = new URL(target, "http://localhost");
  url.searchParams.delete("_rsc");
  return url.pathname + url.search;
};

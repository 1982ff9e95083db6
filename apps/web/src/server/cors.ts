import { HOUR_MS, SECOND_MS } from "@cloudpix/domain";

type Asked = {
  method: string | undefined;
  origin: string | undefined;
  /** `Access-Control-Request-Method`: what a browser asks leave for. */
  requestedMethod: string | undefined;
  /** `Access-Control-Request-Headers`: what it means to send along. */
  requestedHeaders: string | undefined;
};

const methods = "GET, HEAD, POST, PUT, DELETE";
const usualHeaders = ["authorization", "content-type", "trpc-accept", "x-trpc-source"];
const exposedHeaders = [
  ...["x-request-id", "www-authenticate", "allow"],
  ...["retry-after", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"],
  ...["content-disposition", "etag", "accept-ranges", "content-range"],
].join(", ");
const preflightSeconds = (2 * HOUR_MS) / SECOND_MS;

/**
 * The interface for programs, and bytes and pictures of shared files, whose addresses it hands out. Signing in with a cookie is for
 * the pages of this site alone.
 */
const isOpen = (path: string) =>
  path === "/api" ||
  path === "/health" ||
  /^\/s\/[^/]+\/(?:file|thumb|medium|preview)$/.test(path) ||
  (path.startsWith("/api/") && !/^\/api\/auth\/(?!(?:register|login|profile)$)/.test(path));

/**
 * Whatever a page means to send along: tracing and the like add headers of their own. Named one by one, because for older
 * browsers a `*` is the name of a header.
 */
const allowedHeaders = (requested = ""): string => {
  const names = requested.split(",").map((name) => name.trim().toLowerCase());
  return [...new Set([...usualHeaders, ...names.filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name))])].join(
    ", ",
  );
};

/** What pages of other sites are told about an answer to them. `isPreflight`: there is nothing else to answer. */
export type CorsAnswer = { headers: Record<string, string>; isPreflight: boolean };

/**
 * Lets pages of exactly the named origins read what the interface for programs answers, refusals too. Cookies are never
 * among what they may use: they bring a token.
 */
export const corsAnswer = (origins: readonly string[], path: string, asked: Asked): CorsAnswer => {
  if (origins.length === 0 || !isOpen(path)) return { headers: {}, isPreflight: false };
  const vary = { vary: "Origin" };
  const { origin } = asked;
  if (origin === undefined || !origins.includes(origin)) return { headers: vary, isPreflight: false };
  const named = { ...vary, "access-control-allow-origin": origin };
  if (asked.method !== "OPTIONS" || asked.requestedMethod === undefined)
    return { headers: { ...named, "access-control-expose-headers": exposedHeaders }, isPreflight: false };
  return {
    headers: {
      ...named,
      vary: "Origin, Access-Control-Request-Headers",
      "access-control-allow-methods": methods,
      "access-control-allow-headers": allowedHeaders(asked.requestedHeaders),
      "access-control-max-age": String(preflightSeconds),
    },
    isPreflight: true,
  };
};

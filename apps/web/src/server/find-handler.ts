import { AppError } from "@cloudpix/domain";
import { errorResponse } from "./error-response.ts";
import type { FetchHandler } from "./fetch-adapter.ts";
import { docsPage } from "./rest/docs-page.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { scalarBundle } from "./rest/scalar-bundle.ts";
import { handleShare } from "./share-handler.ts";
import { handleTrpc } from "./trpc-handler.ts";

/** A segment of the path as its reader means it; one that cannot be read stays as it is, and names nothing. */
const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** For what can only be read. */
const readOnly =
  (handler: FetchHandler): FetchHandler =>
  (request) =>
    request.method === "GET" || request.method === "HEAD"
      ? handler(request)
      : errorResponse(new AppError("route.method"), request.headers.get("x-request-id") ?? "", "GET, HEAD");

const documents: ReadonlyMap<string, FetchHandler> = new Map([
  ["/api/docs", readOnly(({ headers }) => docsPage(headers.get("x-nonce") ?? ""))],
  ["/api/docs/scalar.js", readOnly(scalarBundle)],
]);

/** What is answered beside the tables of REST and tRPC: what the tests of who may what go by. */
export const documentPaths: readonly string[] = [...documents.keys()];

const isBelow = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

/**
 * Who answers a path with data or bytes. Null: it is a page, or next-auth, and the framework's. Its router would cost
 * these answers more than all their work (docs/decisions, "what the framework answers").
 */
export const findHandler = (path: string): FetchHandler | null => {
  const [, linkId, step] = /^\/s\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (linkId !== undefined && step !== undefined)
    return (request) => handleShare(request, { linkId: decoded(linkId), step: decoded(step) });
  if (isBelow(path, "/api/trpc")) return handleTrpc;
  const document = documents.get(path);
  if (document !== undefined) return document;
  // What next-auth has of /api/auth is what the table of REST does not.
  if (/^\/api\/auth\/(?!(?:register|login|profile)$)/.test(path)) return null;
  return path === "/health" || isBelow(path, "/api") ? handleRest : null;
};

import { isLoopback } from "@cloudpix/domain";

type Options = { publicOrigin: string; storageOrigin: string; nonce: string; hotReload: boolean };

const pagePolicy = ({ storageOrigin, nonce, hotReload }: Options) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${hotReload ? " 'unsafe-eval'" : " 'wasm-unsafe-eval'"}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${storageOrigin}`,
    `media-src 'self' blob: ${storageOrigin}`,
    `connect-src 'self' ${storageOrigin}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** For answers that are data or user bytes: whatever they hold, nothing in them runs on this origin. */
const inertPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

const isInert = (path: string) =>
  (/^\/api(\/|$)/.test(path) && path !== "/api/docs") || path === "/health" || /^\/s\/[^/]+\/./.test(path);

/** The headers every answer carries, made for this request. */
export const securityHeaders = (path: string, options: Options): Record<string, string> => ({
  "content-security-policy": isInert(path) ? inertPolicy : pagePolicy(options),
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": path.startsWith("/s/") ? "no-referrer" : "same-origin",
  ...(path.startsWith("/s/") ? { "x-robots-tag": "noindex, nofollow" } : {}),
  ...(isLoopback(options.publicOrigin)
    ? {}
    : { "strict-transport-security": "max-age=31536000; includeSubDomains" }),
});

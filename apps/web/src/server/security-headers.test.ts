import { expect, test } from "vitest";
import { securityHeaders } from "./security-headers.ts";

const options = {
  publicOrigin: "https://pix.example.com",
  storageOrigin: "https://acc.blob.example.com",
  nonce: "bm9uY2U=",
  hotReload: false,
};
const policy = (path: string) => securityHeaders(path, options)["content-security-policy"];

test("pages run only scripts with this answer's nonce and talk only to us and the storage", () => {
  expect(policy("/files")).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(policy("/files")).toContain("connect-src 'self' https://acc.blob.example.com");
  expect(policy("/files")).toContain("frame-ancestors 'none'");
  expect(policy("/files")).not.toContain("'unsafe-eval'");
});

test.each([
  "/api",
  "/api/trpc/files.list",
  "/api/docs/scalar.js",
  "/api/docs/x",
  "/health",
  "/s/abc/file",
  "/s/abc/og.jpg",
])("nothing at %s runs on our origin", (path) => {
  expect(policy(path)).toBe("default-src 'none'; sandbox; frame-ancestors 'none'");
});

test("the page to try the API out is a page", () => {
  expect(policy("/api/docs")).toBe(policy("/files"));
});

test("share pages are not indexed and tell nobody where their visitors came from", () => {
  expect(securityHeaders("/s/abc", options)).toMatchObject({
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
  });
  expect(policy("/s/abc")).toContain("script-src");
});

test("https is pinned in production and not on this machine", () => {
  expect(securityHeaders("/", options)).toHaveProperty("strict-transport-security");
  const local = securityHeaders("/", { ...options, publicOrigin: "http://localhost:3000" });
  expect(local).not.toHaveProperty("strict-transport-security");
});

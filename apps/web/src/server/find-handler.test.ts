import { expect, test } from "vitest";
import { findHandler } from "./find-handler.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { handleTrpc } from "./trpc-handler.ts";

test.each([
  "/api",
  "/api/files",
  "/api/files/x/share",
  "/api/auth/login",
  "/api/auth/profile",
  "/health",
  "/api/nowhere",
])("%s is REST's", (path) => expect(findHandler(path)).toBe(handleRest));

test.each(["/api/trpc/files.list", "/api/trpc/a,b"])("%s is tRPC's", (path) =>
  expect(findHandler(path)).toBe(handleTrpc),
);

test.each(["/s/x/enter", "/s/x/unlock", "/s/x/file", "/s/x/og.jpg", "/api/docs"])(
  "%s is answered here",
  (path) => expect(findHandler(path)).not.toBeNull(),
);

test.each([
  "/",
  "/files",
  "/s/x",
  "/s/x/",
  "/s/x/y/z",
  "/api/auth/session",
  "/api/auth/callback/credentials",
  "/apiary",
  "/_next/static/x.js",
])("%s is the framework's", (path) => expect(findHandler(path)).toBeNull());

test.each(["/api/docs", "/api/docs/scalar.js"])("%s is only read", async (path) => {
  const answer = await findHandler(path)?.(new Request(`http://localhost${path}`, { method: "POST" }));
  expect(answer?.status).toBe(405);
  expect(answer?.headers.get("allow")).toBe("GET, HEAD");
});

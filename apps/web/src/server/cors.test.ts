import { expect, test } from "vitest";
import { corsAnswer } from "./cors.ts";

const origin = "https://app.example.com";
const get = { method: "GET", origin, requestedMethod: undefined, requestedHeaders: undefined };
const preflight = { method: "OPTIONS", origin, requestedMethod: "PUT", requestedHeaders: undefined };
const allowedTo = (path: string, asked = get, origins = [origin]) =>
  corsAnswer(origins, path, asked).headers["access-control-allow-origin"];

test("a named site may read what the interface answers, and nobody brings cookies", () => {
  const { headers, isPreflight } = corsAnswer([origin], "/api/files", get);
  expect(isPreflight).toBe(false);
  expect(headers).toMatchObject({ "access-control-allow-origin": origin, vary: "Origin" });
  expect(headers["access-control-expose-headers"]).toContain("x-request-id");
  expect(headers).not.toHaveProperty("access-control-allow-credentials");
});

test("its browser is told what may be sent, and remembers it for two hours", () => {
  const { headers, isPreflight } = corsAnswer([origin], "/api/files/1", preflight);
  expect(isPreflight).toBe(true);
  expect(headers).toMatchObject({
    "access-control-allow-origin": origin,
    "access-control-allow-methods": expect.stringContaining("PUT"),
    "access-control-allow-headers": expect.stringContaining("authorization"),
    "access-control-max-age": "7200",
  });
});

test("whatever it means to send along it may, each header by its name", () => {
  const requestedHeaders = "Authorization,x-requested-with, cache-control, traceparent, request-id";
  const { headers } = corsAnswer([origin], "/api/files", { ...preflight, requestedHeaders });
  const allowed = headers["access-control-allow-headers"]?.split(", ") ?? [];
  expect(allowed).toEqual(
    expect.arrayContaining(["authorization", "content-type", "x-requested-with", "cache-control"]),
  );
  expect(allowed).toEqual(expect.arrayContaining(["traceparent", "request-id"]));
  expect(new Set(allowed).size).toBe(allowed.length);
  expect(headers["vary"]).toContain("Access-Control-Request-Headers");
});

test.each(["x-a\r\nset-cookie: b=1", "<script>", "x y", ",,", "\u00e9"])(
  "%j is no header, and is not repeated",
  (requestedHeaders) => {
    const { headers } = corsAnswer([origin], "/api/files", { ...preflight, requestedHeaders });
    expect(headers["access-control-allow-headers"]).toBe(
      "authorization, content-type, trpc-accept, x-trpc-source",
    );
  },
);

test.each(["etag", "content-range", "accept-ranges", "x-request-id", "retry-after", "ratelimit-remaining"])(
  "its pages may read the header %s",
  (name) => {
    const { headers } = corsAnswer([origin], "/s/x/file", get);
    expect(headers["access-control-expose-headers"]?.split(", ")).toContain(name);
  },
);

test.each([
  "https://app.example.com.evil.org",
  "https://APP.example.com",
  "http://app.example.com",
  "null",
  "",
])("%j is another site and told nothing, only that answers differ by site", (other) => {
  for (const asked of [get, preflight]) {
    expect(corsAnswer([origin], "/api/files", { ...asked, origin: other })).toEqual({
      headers: { vary: "Origin" },
      isPreflight: false,
    });
  }
});

test("without named sites there is no word of it", () => {
  expect(corsAnswer([], "/api/files", get)).toEqual({ headers: {}, isPreflight: false });
});

test.each([
  "/api",
  "/api/trpc/files.list",
  "/api/health",
  "/api/auth/login",
  "/api/auth/register",
  "/api/auth/profile",
  "/health",
  "/s/AAAAAAAAAAAAAAAAAAAAAA/file",
  "/s/AAAAAAAAAAAAAAAAAAAAAA/thumb",
  "/s/AAAAAAAAAAAAAAAAAAAAAA/medium",
  "/s/AAAAAAAAAAAAAAAAAAAAAA/preview",
])("%s is open to named sites", (path) => expect(allowedTo(path)).toBe(origin));

test.each([
  "/",
  "/files",
  "/apiary",
  "/api/auth/session",
  "/api/auth/csrf",
  "/api/auth/callback/credentials",
  "/s/x",
  "/s/x/unlock",
  "/s/x/enter",
  "/s/x/og.jpg",
  "/s/x/y/file",
])("%s is not", (path) => expect(allowedTo(path)).toBeUndefined());

import { expect, test } from "vitest";
import { safeRedirect } from "./session.ts";

const origin = "https://pix.example.com";

test("after signing in one lands on this site", () => {
  expect(safeRedirect("/files", origin)).toBe(`${origin}/files`);
  expect(safeRedirect(`${origin}/files?kind=video`, origin)).toBe(`${origin}/files?kind=video`);
});

test.each([
  "https://evil.example.com/",
  "//evil.example.com",
  "http://[",
  "javascript:alert(1)",
  "https://pix.example.com.evil.com",
  "/\\evil.com",
])("%s leads home instead", (wanted) => {
  expect(safeRedirect(wanted, origin)).toBe(origin);
});

test("a word that is no address stays on this site", () => {
  expect(new URL(safeRedirect("foo", origin)).origin).toBe(origin);
});

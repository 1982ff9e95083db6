import { expect, test } from "vitest";
import { DeclaredType, kindOf, settleContentType } from "./content-type.ts";

test("what the bytes say beats what was declared", () => {
  expect(settleContentType("image/png", "image/jpeg")).toBe("image/png");
});

test.each([
  ["image/jpeg", "application/octet-stream"],
  ["video/mp4", "application/octet-stream"],
  ["application/pdf", "application/octet-stream"],
  ["text/html", "text/html"],
  ["image/svg+xml", "image/svg+xml"],
  ["text/plain", "text/plain"],
  [undefined, "application/octet-stream"],
])("bytes that say nothing, declared as %s, are kept as %s", (declared, kept) => {
  expect(settleContentType(undefined, declared)).toBe(kept);
});

test.each([
  ["image/jpeg", "image"],
  ["image/svg+xml", "document"],
  ["video/mp4", "video"],
  ["audio/mpeg", "audio"],
  ["application/pdf", "document"],
  ["text/html", "document"],
  ["application/zip", "other"],
])("%s is to a person: %s", (contentType, kind) => {
  expect(kindOf(contentType)).toBe(kind);
});

test("a declared type loses its parameters; one that is none is refused", () => {
  expect(DeclaredType.parse("Text/HTML; charset=utf-8")).toBe("text/html");
  expect(DeclaredType.safeParse("text\r\nx: y").success).toBe(false);
});

import { expect, test } from "vitest";
import { pathOf, withoutLastSlash } from "./request-target.ts";

const id = "AAAAAAAAAAAAAAAAAAAAAA";

test("a path of this site is read without its query", () => {
  expect(pathOf("/")).toBe("/");
  expect(pathOf(`/s/${id}/file?v=1`)).toBe(`/s/${id}/file`);
  expect(pathOf("/files/caf%C3%A9?x=%")).toBe("/files/café");
  expect(pathOf(`/%73/${id}`)).toBe(`/s/${id}`);
});

test.each([
  "/s/%",
  "/s/%E0%A4%A",
  "/api/trpc/%E0%A4%A",
  "*",
  "",
  "http://evil.example.com/s/x",
  "//s/x",
  "/\\evil.example.com",
])("%s is no target of this server", (target) => {
  expect(pathOf(target)).toBeNull();
});

test.each([
  ["/api/", "/api"],
  ["/api/files/?limit=1", "/api/files?limit=1"],
  ["/api/files/a%2F/", "/api/files/a%2F"],
  ["/health/", "/health"],
])("%s means %s", (target, meant) => expect(withoutLastSlash(target)).toBe(meant));

test.each(["/", "/files/", "/api//", "/api/files//", "/apiary/", "/api/files?q=/", "/s/x/file/", "//api/"])(
  "%s is left as it is",
  (target) => expect(withoutLastSlash(target)).toBe(target),
);

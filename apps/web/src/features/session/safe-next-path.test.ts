import { expect, test } from "vitest";
import { safeNextPath } from "./safe-next-path.ts";

test("a path of this site is kept", () => {
  expect(safeNextPath("/files/0199?x=1")).toBe("/files/0199?x=1");
  expect(safeNextPath("/files//x?next=//y")).toBe("/files//x?next=//y");
});

test.each([
  null,
  "",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "/.//evil.example",
  "/x/..//evil.example",
  "/%2e//evil.example",
  "/x/%2E%2e//evil.example",
  "/.\\/evil.example",
  "/.///evil.example",
])("%j leads to the gallery, not to another site", (next) => {
  expect(safeNextPath(next)).toBe("/files");
});

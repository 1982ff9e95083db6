import { expect, test } from "vitest";
import { safeNextPath } from "./safe-next-path.ts";

test("a path of this site is kept", () => {
  expect(safeNextPath("/files/0199?x=1")).toBe("/files/0199?x=1");
});

test.each([
  null,
  "",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
])("%j leads to the gallery, not to another site", (next) => {
  expect(safeNextPath(next)).toBe("/files");
});

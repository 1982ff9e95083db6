import { expect, test } from "vitest";
import { wantedPath } from "./wanted-path.ts";

test.each([
  ["/files", "/files"],
  ["/files?q=beach&sort=name", "/files?q=beach&sort=name"],
  ["/account?_rsc=1k2j3", "/account"],
  ["/files?q=a%26b&_rsc=1k2j3", "/files?q=a%26b"],
])("%s is come back to as %s", (target, path) => {
  expect(wantedPath(target)).toBe(path);
});

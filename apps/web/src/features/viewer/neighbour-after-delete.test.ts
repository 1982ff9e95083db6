import { expect, test } from "vitest";
import { neighbourAfterDelete } from "./neighbour-after-delete.ts";

const files = ["3", "2", "1"].map((fileId) => ({ fileId }));

test.each([
  ["3", "2"],
  ["2", "1"],
  ["1", "2"],
  ["elsewhere", null],
])("after deleting %s the viewer shows %s", (deleted, next) => {
  expect(neighbourAfterDelete(files, deleted)).toBe(next);
});

test("after deleting the only file the viewer closes", () => {
  expect(neighbourAfterDelete([{ fileId: "1" }], "1")).toBeNull();
});

import { expect, test } from "vitest";
import { loggedPath, pathOf } from "./request-target.ts";

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
  `/s/${id}`,
  `/s/${id}/file?v=token`,
  `//s/${id}`,
  `/%73/${id}/file`,
  `/s%2F${id}`,
  `/_next/data/build/s/${id}.json`,
  `http://evil.example.com/s/${id}`,
  `/s/${id}%`,
  `/%73/${id}%`,
  `/%73%2f${id}%zz`,
  `/S/${id}`,
  `/s//${id}`,
  `\\s\\${id}`,
  `/api/share/${id}/unlock`,
])("the log does not learn the link from %s", (target) => {
  expect(loggedPath(target)).not.toContain(id);
  expect(loggedPath(target)).toMatch(/:linkId|\(undecodable\)/);
});

test("other paths are logged as they are", () => {
  expect(loggedPath("/api/trpc/files.list?input=secret")).toBe("/api/trpc/files.list");
  expect(loggedPath("/shared/x")).toBe("/shared/x");
});

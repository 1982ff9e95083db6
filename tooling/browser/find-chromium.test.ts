import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { locateChromium } from "./find-chromium.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "chromium-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("the browser that CHROMIUM_PATH names wins over the system's", async () => {
  const named = join(folder, "my-browser");
  await writeFile(named, "");
  await writeFile(join(folder, "chromium"), "");
  expect(locateChromium({ CHROMIUM_PATH: named, PATH: folder })).toBe(named);
});

test("a CHROMIUM_PATH that names nothing is told, not passed over", () => {
  const named = join(folder, "absent");
  expect(() => locateChromium({ CHROMIUM_PATH: named, PATH: "" })).toThrow(`${named}, which does not exist`);
});

test("the system's browser is found on PATH, under each of its names", async () => {
  await writeFile(join(folder, "google-chrome"), "");
  expect(locateChromium({ PATH: `/absent:${folder}` })).toBe(join(folder, "google-chrome"));
});

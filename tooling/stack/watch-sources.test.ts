import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchSources } from "./watch-sources.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "watch-"));
  await mkdir(join(root, "src", "deep"), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("a burst of changes, however deep below the folder, is one call", async () => {
  let calls = 0;
  const end = watchSources(root, ["src"], () => {
    calls += 1;
  });
  try {
    for (const text of ["1", "2", "3"]) await writeFile(join(root, "src", "deep", "a.ts"), text);
    await expect.poll(() => calls, { timeout: 5_000 }).toBe(1);
    await writeFile(join(root, "src", "b.ts"), "1");
    await expect.poll(() => calls, { timeout: 5_000 }).toBe(2);
  } finally {
    end();
  }
});

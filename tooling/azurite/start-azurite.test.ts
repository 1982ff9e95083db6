import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startAzurite } from "./start-azurite.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "azurite-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("answers when it has started, is gone when it has stopped, and may be stopped twice", async () => {
  const azurite = await startAzurite({ folder: join(folder, "once") });
  try {
    expect((await fetch(azurite.blobUrl)).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(azurite.queueUrl)).status).toBeGreaterThanOrEqual(400);
    expect(azurite.connectionString).toContain(`BlobEndpoint=${azurite.blobUrl};`);
  } finally {
    await azurite.stop();
  }
  await azurite.stop();
  await expect(fetch(azurite.blobUrl)).rejects.toThrow();
});

test("a port in use is told in Azurite's own words, and nothing is left running", async () => {
  const first = await startAzurite({ folder: join(folder, "first") });
  try {
    const blobPort = Number(new URL(first.blobUrl).port);
    await expect(startAzurite({ folder: join(folder, "second"), blobPort })).rejects.toThrow(/EADDRINUSE/);
  } finally {
    await first.stop();
  }
});

test("ends by itself when its parent is killed", async () => {
  const script = `
    const { startAzurite } = await import(${JSON.stringify(new URL("./start-azurite.ts", import.meta.url).href)});
    const { blobUrl } = await startAzurite({ folder: process.argv[1] });
    console.log(blobUrl);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script, join(folder, "orphan")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const blobUrl = await new Promise<string>((resolve, reject) => {
    parent.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
    parent.once("exit", (code) => reject(new Error(`the parent ended with ${code}`)));
  });
  const answers = () =>
    fetch(blobUrl).then(
      () => true,
      () => false,
    );
  expect(await answers()).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(answers, { timeout: 10_000 }).toBe(false);
});

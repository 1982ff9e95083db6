import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { isRunning, ProcessIdentity } from "./process-identity.ts";

const program = fileURLToPath(new URL("./fixtures/run-fixture-stack.ts", import.meta.url));

let folder: string;
let running: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "run-stack-"));
  running = [];
});
afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const run = (stdio: "pipe" | "ipc" = "pipe", env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [program, join(folder, "journal")], {
    env: { ...process.env, PORT: "0", DATA_DIR: join(folder, "data"), ...env },
    stdio: stdio === "ipc" ? ["ignore", "pipe", "pipe", "ipc"] : ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => (said += String(part)));
  // After a disconnect "close" never comes.
  const exit = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const ready = () =>
    expect.poll(() => said, { timeout: 30_000 }).toContain("CloudPix is at http://localhost:");
  return { child, exit, ready, said: () => said };
};
const journal = async () => (await readFile(join(folder, "journal"), "utf8")).trim().split("\n");
const parts = async () => {
  const text = await readFile(join(folder, "data", "occupant.json"), "utf8");
  return z.object({ children: z.array(ProcessIdentity) }).parse(JSON.parse(text)).children;
};

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s, heard three times as a terminal under npm sends it, stops every part once and exits with 0",
  async (signal) => {
    const { child, exit, ready, said } = run();
    await ready();
    const children = await parts();
    expect(children.filter(isRunning)).toHaveLength(3);
    for (const _ of [1, 2, 3]) child.kill(signal);
    expect(await exit).toBe(0);
    expect(children.filter(isRunning)).toEqual([]);
    expect((await journal()).filter((line) => line.includes("stopped"))).toHaveLength(2);
    await expect.poll(said).toContain("stopped; everything is kept");
  },
);

test("killed with -9, its parts end by themselves and the next start takes the folder over at once", async () => {
  const first = run();
  await first.ready();
  const children = await parts();
  first.child.kill("SIGKILL");
  const second = run();
  await second.ready();
  expect(children.filter(isRunning)).toEqual([]);
  expect((await journal()).filter((line) => line.includes("stopped"))).toHaveLength(2);
});

test.each([
  ["at its very end", "exiting", 5_000],
  ["while it stops", "stopping", 15_000],
])("killed with -9, it leaves nothing behind, even if a part hangs %s", async (_when, hangs, withinMs) => {
  const { child, ready } = run("pipe", { FIXTURE_HANGS: hangs });
  await ready();
  const children = await parts();
  child.kill("SIGKILL");
  await expect.poll(() => children.filter(isRunning), { timeout: withinMs }).toEqual([]);
});

test("stops in order when the process that started it is gone", async () => {
  const { child, exit, ready } = run("ipc");
  await ready();
  const children = await parts();
  child.disconnect();
  expect(await exit).toBe(0);
  expect(children.filter(isRunning)).toEqual([]);
});

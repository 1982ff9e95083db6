import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { fixturePrograms } from "./fixtures/fixture-programs.ts";
import { freePort } from "./ports.ts";
import { type Stack, type StackOptions, startStack } from "./start-stack.ts";

let folder: string;
let journal: string;
let lines: string[];
let stacks: Stack[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stack of tests "));
  journal = join(folder, "journal");
  lines = [];
  stacks = [];
});
afterEach(async () => {
  await Promise.all(stacks.map((stack) => stack.stop()));
  await rm(folder, { recursive: true, force: true });
});

const start = async (env: StackOptions["env"] = {}, more: Partial<StackOptions> = {}) => {
  const stack = await startStack({
    env: { PORT: "0", DATA_DIR: join(folder, "data"), ...env },
    programs: fixturePrograms(journal),
    print: (line) => lines.push(line),
    ...more,
  });
  stacks.push(stack);
  return stack;
};
const journalLines = async () =>
  (await readFile(journal, { encoding: "utf8", flag: "a+" })).trim().split("\n");
const pidsOf = async (event: string) =>
  (await journalLines()).filter((line) => line.includes(event)).map((line) => Number(line.split(" ")[2]));
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const environmentOf = async (url: string) =>
  z.record(z.string(), z.string()).parse(await (await fetch(new URL("/environment", url))).json());

test("the worker answers its probes where the settings say, and a port that is taken is named", async () => {
  const port = await freePort();
  const stack = await start({ WORKER_HEALTH_PORT: String(port) });
  expect(new URL(stack.workerHealthUrl).port).toBe(String(port));
  expect((await fetch(stack.workerHealthUrl)).status).toBe(200);
  const again = start({ WORKER_HEALTH_PORT: String(port), DATA_DIR: join(folder, "other") });
  await expect(again).rejects.toThrow(`WORKER_HEALTH_PORT=${port + 1}`);
});

test("web, worker and storage answer when it has started; each hears one SIGTERM when it stops, and none is left", async () => {
  const stack = await start();
  expect((await fetch(stack.localOrigin)).status).toBe(200);
  expect((await fetch(stack.workerHealthUrl)).status).toBe(200);
  const blobUrl = /BlobEndpoint=([^;]+)/.exec(stack.storageConnectionString ?? "")?.[1] ?? "";
  expect((await fetch(blobUrl)).status).toBeGreaterThanOrEqual(400);

  const pids = await pidsOf("started");
  expect(pids).toHaveLength(2);
  await stack.stop();
  await stack.stop();
  expect((await journalLines()).filter((line) => line.includes("stopped"))).toHaveLength(2);
  expect(pids.filter(isAlive)).toEqual([]);
  await expect(fetch(blobUrl)).rejects.toThrow();
});

test("secrets and storage addresses are the same after a restart, and only their owner can read them", async () => {
  const first = await start();
  const before = await environmentOf(first.localOrigin);
  await first.stop();
  const second = await start();
  const after = await environmentOf(second.localOrigin);

  for (const name of ["AUTH_SECRET", "TOKEN_SECRET", "CURSOR_SECRET", "AZURE_STORAGE_CONNECTION_STRING"]) {
    expect(after[name]).toBe(before[name]);
  }
  const { AUTH_SECRET = "", TOKEN_SECRET, CURSOR_SECRET } = before;
  expect(Buffer.from(AUTH_SECRET, "base64url").length).toBeGreaterThanOrEqual(32);
  expect(new Set([AUTH_SECRET, TOKEN_SECRET, CURSOR_SECRET]).size).toBe(3);
  expect((await stat(join(first.dataDir, "settings.json"))).mode & 0o777).toBe(0o600);
  expect((await stat(first.dataDir)).mode & 0o777).toBe(0o700);
});

test("a secret that the environment names wins, and the worker gets none", async () => {
  const secret = "s".repeat(43);
  const stack = await start({ AUTH_SECRET: secret, TRASH_DAYS: "" });
  expect(await environmentOf(stack.localOrigin)).toMatchObject({
    AUTH_SECRET: secret,
    PUBLIC_ORIGIN: stack.origin,
    DATA_DIR: stack.dataDir,
    DATABASE: "sqlite",
  });
  const worker = await environmentOf(stack.workerHealthUrl);
  expect(Object.keys(worker).filter((name) => name.endsWith("_SECRET"))).toEqual([]);
  expect(worker).not.toHaveProperty("TRASH_DAYS");
});

test("a second stack refuses the folder of a running one by name, and runs beside it on its own", async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(
    `already runs on the data folder ${first.dataDir} (process ${process.pid}, `,
  );
  const second = await start({ DATA_DIR: join(folder, "other") });
  expect((await fetch(second.localOrigin)).status).toBe(200);
  expect((await fetch(first.localOrigin)).status).toBe(200);
});

test("a taken port is told with the fix, and the folder is free again", async () => {
  const other = createServer().listen(0);
  await new Promise((resolve) => other.once("listening", resolve));
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  try {
    await expect(start({ PORT: String(port) })).rejects.toThrow(`Port ${port} is taken`);
  } finally {
    other.close();
  }
  expect((await fetch((await start()).localOrigin)).status).toBe(200);
});

test("a part that cannot start is told in its own words, and the rest is stopped", async () => {
  await expect(start({ FIXTURE_DIES: "web" })).rejects.toThrow("web cannot go on: the reason");
  await expect.poll(async () => (await pidsOf("started")).filter(isAlive)).toEqual([]);
  await start();
});

test("a part that dies is started again, and that is said", async () => {
  const stack = await start();
  await fetch(new URL("/crash", stack.localOrigin)).catch(() => {});
  await expect.poll(() => lines, { timeout: 10_000 }).toContain("web is back");
  expect(lines.join("\n")).toContain("web ended with code 1; it is started again in 0.5 s");
  expect((await fetch(stack.localOrigin)).status).toBe(200);
});

test("a storage that dies comes back at the same address", async () => {
  const stack = await start();
  const occupant = JSON.parse(await readFile(join(stack.dataDir, "occupant.json"), "utf8"));
  process.kill(occupant.children[0].pid, "SIGKILL");
  await expect.poll(() => lines, { timeout: 20_000 }).toContain("storage is back");
  const blobUrl = /BlobEndpoint=([^;]+)/.exec(stack.storageConnectionString ?? "")?.[1] ?? "";
  expect((await fetch(blobUrl)).status).toBeGreaterThanOrEqual(400);
});

test("with a storage account in the environment no storage of its own is started", async () => {
  const connection =
    "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;BlobEndpoint=https://a.example;";
  const stack = await start({ AZURE_STORAGE_CONNECTION_STRING: connection });
  expect(stack.storageConnectionString).toBeUndefined();
  expect(await environmentOf(stack.workerHealthUrl)).toMatchObject({
    AZURE_STORAGE_CONNECTION_STRING: connection,
  });
});

test("a start that is given up leaves nothing behind", async () => {
  const giveUp = new AbortController();
  const print = (line: string) => {
    if (line.startsWith("storage")) giveUp.abort();
  };
  await expect(start({}, { signal: giveUp.signal, print })).rejects.toThrow(/abort/);
  await start();
});

test("settings.json that cannot be understood is never replaced", async () => {
  await (await start()).stop();
  const file = join(folder, "data", "settings.json");
  await writeFile(file, "{");
  await expect(start()).rejects.toThrow(/settings\.json cannot be understood/);
  expect(await readFile(file, "utf8")).toBe("{");
});

test("a port of its own is used when it is named", async () => {
  const port = await freePort();
  const stack = await start({ PORT: String(port) });
  expect(stack.origin).toBe(`http://localhost:${port}`);
});

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readEnv } from "../../apps/web/src/env.ts";
import { openDatabase } from "../../apps/web/src/server/open-database.ts";
import { buildServices } from "../../apps/web/src/server/services.ts";
import { webEnvironment } from "../admin/web-environment.ts";
import { startAzurite } from "../azurite/start-azurite.ts";
import { freePort } from "../stack/ports.ts";
import { ownStorageAccount } from "../stack/start-storage.ts";
import { loadStoredSettings, saveStoredSettings } from "../stack/stored-settings.ts";

let folder: string;
let dataDir: string;
let port: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "status of tests "));
  dataDir = join(folder, "data");
  port = String(await freePort());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What this machine's own .env may say is not what is tested. */
const unset = Object.fromEntries(
  ["PUBLIC_ORIGIN", "DATABASE", "AUTH_SECRET", "TOKEN_SECRET", "CURSOR_SECRET", "OPERATOR_TOKEN"].map(
    (name) => [name, ""],
  ),
);
const status = async (words: readonly string[] = [], env: Record<string, string> = {}, reads = true) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "status.ts"), ...words], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: port, ...unset, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (!reads) child.stdout.destroy();
  const text = { said: "", remarks: "" };
  child.stdout.on("data", (part) => {
    text.said += String(part);
  });
  child.stderr.on("data", (part) => {
    text.remarks += String(part);
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, ...text };
};

/** A data folder as a stopped stack leaves it, with one account. */
const install = async () => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const stored = await loadStoredSettings(dataDir);
  const db = await openDatabase(readEnv(await webEnvironment({ DATA_DIR: dataDir }, folder)));
  await db.users.create({
    userId: randomUUID(),
    email: "ada@example.com",
    name: "Ada",
    passwordHash: "$2b$10$ahash",
    tokenVersion: 0,
    usedBytes: 0,
    spaceChangedAt: null,
    quotaBytes: 20 * 1_024 ** 3,
    linkDefaults: { expirationDays: 30 },
    createdAt: "2026-03-01T12:00:00.000Z",
    closedAt: null,
  });
  await db.close();
  return stored;
};

test("while everything is stopped it says what does not answer and what the database knows; the exit code is 1", async () => {
  await install();
  const { code, said, remarks } = await status();
  expect({ code, remarks }).toEqual({ code: 1, remarks: "" });
  expect(said).toContain(`does not answer at http://localhost:${port}`);
  expect(said).toMatch(/queue +unknown: the queue does not answer/);
  expect(said).toContain("0 B of 20 GiB           ada@example.com");
});

test("where storage runs without web, the queue of this data folder is asked; --json is one object without secrets", async () => {
  const stored = await install();
  const account = { name: ownStorageAccount, key: stored.storageAccountKey };
  const azurite = await startAzurite({ folder: join(dataDir, "azurite"), account });
  try {
    const portOf = (url: string) => Number(new URL(url).port);
    const storagePorts = { blob: portOf(azurite.blobUrl), queue: portOf(azurite.queueUrl) };
    await saveStoredSettings(dataDir, { ...stored, storagePorts });
    const env = readEnv(await webEnvironment({ DATA_DIR: dataDir }, folder));
    const { services, close } = await buildServices({ ...env, LOG_LEVEL: "silent" });
    await services.queue.send({ type: "verify", userId: randomUUID(), fileId: randomUUID() });
    await close();
    const { said } = await status([], { npm_config_json: "true" });
    expect(JSON.parse(said)).toMatchObject({
      web: { readiness: null, figures: null },
      attention: [`web does not answer at http://localhost:${port}`, "no worker runs"],
      background: { queueDepth: 1, poisonCount: 0 },
      poison: [],
      storage: { accounts: 1 },
    });
    const secrets = [
      stored.authSecret,
      stored.tokenSecret,
      stored.cursorSecret,
      stored.storageAccountKey,
      "ahash",
    ];
    for (const secret of secrets) expect(said).not.toContain(secret);
  } finally {
    await azurite.stop();
  }
});

test("whoever stops reading, as a pipe to head does, sees no trace of an error, and the exit code is the same", async () => {
  await install();
  expect(await status([], {}, false)).toEqual({ code: 1, said: "", remarks: "" });
});

test("where nothing was ever started, a sentence says so and nothing is made", async () => {
  const { code, said, remarks } = await status();
  expect({ code, said }).toEqual({ code: 1, said: "" });
  expect(remarks).toMatch(/^There is no CloudPix in /);
  expect(await readdir(folder)).toEqual([]);
});

test("words that are not understood are told from an installation that is not well", async () => {
  await install();
  const { code, said, remarks } = await status(["--jsno"]);
  expect({ code, said }).toEqual({ code: 2, said: "" });
  expect(remarks).toMatch(/^status takes nothing but --json\.\n\nHow this installation is doing/);
});

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Env, readEnv } from "../../apps/web/src/env.ts";
import { openDatabase } from "../../apps/web/src/server/open-database.ts";
import { startCosmosStandIn } from "../cosmos/start-cosmos-stand-in.ts";
import { occupyDataFolder } from "../stack/data-folder.ts";
import { loadStoredSettings } from "../stack/stored-settings.ts";
import { webEnvironment } from "./web-environment.ts";

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "admin of tests "));
  dataDir = join(folder, "data");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What this machine's own .env may say is not what is tested. */
const unset = Object.fromEntries(
  ["PORT", "PUBLIC_ORIGIN", "DATABASE", "AUTH_SECRET", "TOKEN_SECRET", "CURSOR_SECRET"].map((name) => [
    name,
    "",
  ]),
);
const command = join(import.meta.dirname, "admin.ts");
const admin = async (words: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [command, ...words], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...unset, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
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

/** A data folder as a stack leaves it, with one account. */
const install = async (settings: Record<string, string> = {}): Promise<Env> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await loadStoredSettings(dataDir);
  const env = readEnv(await webEnvironment({ DATA_DIR: dataDir, ...settings }, folder));
  const db = await openDatabase(env);
  await db.users.create({
    userId: "019cb000-0000-7000-8000-000000000001",
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
  return env;
};

test("the commands find the accounts of this data folder, and change them", async () => {
  await install();
  expect(await admin(["list-users"])).toEqual({
    code: 0,
    said: "2026-03-01  0 B of 20 GiB             ada@example.com\n",
    remarks: "1 account\n",
  });
  expect((await admin(["set-quota", "ada@example.com", "500MB"])).said).toBe(
    "ada@example.com may use 476.8 MiB (500000000 bytes).\n",
  );
  const { said } = await admin(["list-users", "--json"]);
  expect(JSON.parse(said)).toMatchObject([{ email: "ada@example.com", quotaBytes: 500_000_000 }]);
});

test("npm keeps --json for itself, and it is heard all the same", async () => {
  await install();
  const { said } = await admin(["list-users"], { npm_config_json: "true" });
  expect(JSON.parse(said)).toHaveLength(1);
});

test("of secrets nothing is printed but the link, which is signed with the installation's own", async () => {
  const env = await install();
  const { code, said, remarks } = await admin(["reset-password", "ada@example.com"]);
  expect(code).toBe(0);
  expect(said).toMatch(/^http:\/\/localhost:3000\/reset-password#token=[\w-]+\.[\w-]+\.[\w-]+\n$/);
  for (const secret of [env.AUTH_SECRET, env.TOKEN_SECRET, env.CURSOR_SECRET, "ahash"])
    expect(said + remarks).not.toContain(secret);
  const claims = JSON.parse(Buffer.from(said.split(".")[1] ?? "", "base64url").toString());
  expect(claims).toMatchObject({ iss: "http://localhost:3000", sub: "019cb000-0000-7000-8000-000000000001" });
});

test("where a stack runs, the link leads to it, whatever port is asked for here", async () => {
  await install();
  const occupied = await occupyDataFolder(dataDir, "http://localhost:4711");
  try {
    const { said } = await admin(["reset-password", "ada@example.com"], { PORT: "3999" });
    expect(said).toMatch(/^http:\/\/localhost:4711\/reset-password#token=/);
  } finally {
    await occupied.release();
  }
});

test("an unknown e-mail and a command that is not understood are told apart by the exit code", async () => {
  await install();
  expect(await admin(["reset-password", "nobody@example.com"])).toEqual({
    code: 1,
    said: "",
    remarks: "There is no account with the e-mail nobody@example.com.\n",
  });
  const wrong = await admin(["reset-password"]);
  expect(wrong).toMatchObject({ code: 2, said: "" });
  expect(wrong.remarks).toMatch(/^reset-password takes one e-mail\.\n\nWhat an operator can do/);
});

test("where nothing was ever started, a sentence says so and nothing is made", async () => {
  const { code, said, remarks } = await admin(["list-users"]);
  expect({ code, said }).toEqual({ code: 1, said: "" });
  expect(remarks).toBe(
    `There is no CloudPix in ${dataDir} yet. Start it once (npm start), or name its folder with DATA_DIR=….\n`,
  );
  expect(await readdir(folder)).toEqual([]);
});

test("settings that cannot be understood are not replaced by new ones", async () => {
  await install();
  await writeFile(join(dataDir, "settings.json"), "{");
  const { code, remarks } = await admin(["list-users"]);
  expect(code).toBe(1);
  expect(remarks).toContain("settings.json cannot be understood.");
});

test("they work on Cosmos DB as they do on the embedded database", async () => {
  const { endpoint, key, stop } = await startCosmosStandIn();
  try {
    const settings = { DATABASE: "cosmos", COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key };
    await install(settings);
    expect((await admin(["set-quota", "ada@example.com", "1MB"], settings)).code).toBe(0);
    expect(JSON.parse((await admin(["list-users", "--json"], settings)).said)).toMatchObject([
      { email: "ada@example.com", quotaBytes: 1_000_000 },
    ]);
    expect((await admin(["reset-password", "ada@example.com"], settings)).said).toContain("#token=");
  } finally {
    await stop();
  }
});

test("a database that does not answer is told in a sentence", async () => {
  await install();
  const settings = { DATABASE: "cosmos", COSMOS_ENDPOINT: "http://127.0.0.1:1", COSMOS_KEY: "a2V5" };
  const { code, said, remarks } = await admin(["list-users"], settings);
  expect({ code, said }).toEqual({ code: 1, said: "" });
  expect(remarks).toMatch(/^Something CloudPix depends on does not answer\./);
});

test("an environment that names every secret needs no data folder", async () => {
  const secret = () => randomBytes(32).toString("base64url");
  const env = {
    DATABASE: "cosmos",
    COSMOS_ENDPOINT: "https://pix.documents.azure.com:443/",
    PUBLIC_ORIGIN: "https://pix.example.com",
    AZURE_STORAGE_ACCOUNT_URL: "https://pix.blob.core.windows.net",
    DATA_DIR: dataDir,
    ...{ AUTH_SECRET: secret(), TOKEN_SECRET: secret(), CURSOR_SECRET: secret() },
  };
  expect(readEnv(await webEnvironment(env, folder))).toMatchObject({
    ...{ DATABASE: "cosmos", PUBLIC_ORIGIN: env.PUBLIC_ORIGIN, TOKEN_SECRET: env.TOKEN_SECRET },
  });
  await expect(webEnvironment({ ...env, TOKEN_SECRET: "" }, folder)).rejects.toThrow(
    "There is no CloudPix in",
  );
});

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type Azurite, startAzurite } from "@cloudpix/tooling/azurite";
import { type FakeIngestion, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { afterAll, beforeAll, expect, test } from "vitest";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const secret = (name: string) => `secret-${name}-0123456789-abcdefghijklmnopqrstuvwxyz`;

let folder: string;
let azurite: Azurite;
let ingestion: FakeIngestion;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloudpix-start-"));
  azurite = await startAzurite({ folder: join(folder, "azurite") });
  ingestion = await startFakeIngestion();
});
afterAll(async () => {
  await ingestion.stop();
  await azurite.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the web app as `npm start` does, and waits until it has ended. */
const start = async (env: Record<string, string>) => {
  const before = ingestion.envelopes().length;
  const child = spawn(process.execPath, ["--import", here("../../preload.ts"), here("../../server.ts")], {
    env: {
      NODE_ENV: "production",
      DATA_DIR: folder,
      AUTH_SECRET: secret("auth"),
      TOKEN_SECRET: secret("token"),
      CURSOR_SECRET: secret("cursor"),
      AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString,
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines: Record<string, unknown>[] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const told = ingestion.envelopes().slice(before);
  const exceptions = told.filter(({ data }) => data.baseType === "ExceptionData");
  return { code: await code, stderr, lines, exceptions };
};

test("wrong settings are one fatal line of sentences without a stack, and an exception", async () => {
  const { code, stderr, lines, exceptions } = await start({ PORT: "eighty", AUTH_SECRET: "tiny-canary" });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(lines).toMatchObject([
    { level: "fatal", process: "web", msg: expect.stringMatching(/PORT.*AUTH_SECRET/s) },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/canary|server\.ts/);
  expect(exceptions).toHaveLength(1);
});

test("a data folder that is not there is one fatal line with its cause, and an exception", async () => {
  const { code, stderr, lines, exceptions } = await start({ DATA_DIR: join(folder, "none", "such") });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(lines).toMatchObject([{ level: "fatal", process: "web", msg: "web did not start" }]);
  expect(exceptions).toHaveLength(1);
});

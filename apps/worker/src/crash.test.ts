import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type Azurite, startAzurite } from "@cloudpix/tooling/azurite";
import { type FakeIngestion, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const secrets = /hunter2|SECRETSIGNATURE|AAAAAAAAAAAAAAAAAAAAAA/;
const failure = `new TypeError("boom\\npassword=hunter2 https://x.invalid/s/AAAAAAAAAAAAAAAAAAAAAA?sig=SECRETSIGNATURE")`;

let folder: string;
let azurite: Azurite;
let ingestion: FakeIngestion;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloudpix-crash-"));
  azurite = await startAzurite({ folder: join(folder, "azurite") });
});
beforeEach(async () => {
  ingestion = await startFakeIngestion();
});
afterEach(() => ingestion.stop());
afterAll(async () => {
  await azurite.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the worker, with `work` done in it as soon as it is ready, until it ends. */
const run = async ({ work = "", env = {} }: { work?: string; env?: Record<string, string> }) => {
  const onDemand = join(folder, "on-demand.mjs");
  await writeFile(onDemand, `process.on("SIGUSR2", () => setTimeout(() => { ${work} }));`);
  const args = ["--import", onDemand, "--import", here("../preload.ts"), here("./main.ts")];
  const child = spawn(process.execPath, args, {
    env: {
      DATA_DIR: join(folder, "data"),
      AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString,
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (part: Buffer) => {
    if (part.includes("worker ready")) child.kill("SIGUSR2");
  });
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines: Record<string, unknown>[] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { code: await code, stdout, stderr, lines };
};

const exceptions = () => ingestion.envelopes().filter(({ data }) => data.baseType === "ExceptionData");

test.each([
  ["an error that nobody catches", "nobody caught an error", `throw ${failure}`],
  ["a rejection that nobody takes", "nobody took a rejection", `void Promise.reject(${failure})`],
])(
  "%s ends the worker with one fatal line and an exception, and tells no secret",
  async (_, sentence, work) => {
    const { code, stdout, stderr, lines } = await run({ work });
    expect(code).toBe(1);
    expect(stderr).toBe("");
    expect(stdout).not.toMatch(secrets);
    expect(lines.filter(({ level }) => level === "fatal")).toMatchObject([
      {
        process: "worker",
        msg: sentence,
        err: { type: "TypeError", stack: expect.stringContaining("boom") },
      },
    ]);
    expect(exceptions()).toMatchObject([
      { data: { baseData: { exceptions: [{ typeName: "TypeError" }], properties: { fatal: "true" } } } },
    ]);
    expect(ingestion.sentText()).not.toMatch(secrets);
  },
);

test("a process that crashes is not held back by an ingestion endpoint that stays silent", async () => {
  ingestion.become("silent");
  const { code, lines } = await run({ work: `throw ${failure}` });
  expect(code).toBe(1);
  expect(lines.at(-1)).toMatchObject({ level: "fatal" });
});

test("of a hundred errors at once the first is told and ends the worker", async () => {
  const { code, lines } = await run({
    work: `for (let n = 0; n < 100; n++) setImmediate(() => { throw new Error("boom " + n) })`,
  });
  expect(code).toBe(1);
  expect(lines.filter(({ level }) => level === "fatal")).toMatchObject([{ err: { message: "boom 0" } }]);
  expect(exceptions()).toHaveLength(1);
});

test("a worker that cannot start says so in its log and in telemetry", async () => {
  const notAFolder = join(folder, "a-file");
  await writeFile(notAFolder, "");
  const { code, stderr, lines } = await run({ env: { DATA_DIR: notAFolder } });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(lines).toMatchObject([{ level: "fatal", msg: "the worker did not start", err: { code: "EEXIST" } }]);
  expect(exceptions()).toHaveLength(1);
});

test("a wrong setting is a sentence without a stack, and an exception", async () => {
  const { code, stderr, lines } = await run({ env: { TRASH_DAYS: "many" } });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(lines).toMatchObject([
    { level: "fatal", msg: expect.stringContaining("TRASH_DAYS must be a number.") },
  ]);
  expect(lines[0]).not.toHaveProperty("err");
  expect(exceptions()).toHaveLength(1);
});

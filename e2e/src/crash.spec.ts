import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { startStack } from "@cloudpix/tooling/stack";
import { expect, test } from "@playwright/test";

// The web app as it is built, under the supervisor of `npm start`, made to fail in ways that no code catches.

const onDemand = pathToFileURL(join(import.meta.dirname, "crash", "crash-on-demand.ts")).href;
const secrets = /hunter2|SECRETSIGNATURE|A{22}/;

const lineOf = (text: string): Record<string, unknown> => JSON.parse(text);

const begin = async () => {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-crash-"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const ingestion = await startFakeIngestion();
  cleanup.defer(() => ingestion.stop());
  const output: string[] = [];
  const printed: string[] = [];
  const stack = await startStack({
    env: {
      PORT: "0",
      DATA_DIR: folder,
      LOG_LEVEL: "warn",
      NODE_OPTIONS: `--import=${onDemand}`,
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
    },
    print: (line) => printed.push(line),
    onOutput: (part, line) => {
      if (part === "web") output.push(line);
    },
  });
  cleanup.defer(() => stack.stop());
  const whole = cleanup.move();
  return {
    printed,
    output,
    ask: (fail: string) => fetch(`${stack.origin}/sign-in`, { headers: { "x-fail": fail } }),
    answers: async () => (await fetch(`${stack.origin}/health`).catch(() => null))?.status,
    /** What web wrote at that level; every line of it is one of the log. */
    lines: (level: string) => output.map(lineOf).filter((one) => one.level === level),
    exceptions: () => ingestion.envelopes().filter(({ data }) => data.baseType === "ExceptionData"),
    sentText: () => ingestion.sentText(),
    [Symbol.asyncDispose]: () => whole.disposeAsync(),
  };
};

for (const [fail, sentence] of [
  ["throw", "nobody caught an error"],
  ["reject", "nobody took a rejection"],
] as const) {
  test(`web ends at a ${fail} that nobody expected, with one line and an exception, and is started again`, async () => {
    test.setTimeout(120_000);
    await using system = await begin();
    // A page first: the framework listens for failures of its own with each of them.
    expect((await system.ask("nothing")).status).toBe(200);
    await system.ask(fail);
    await expect.poll(() => system.printed.join("\n"), { timeout: 30_000 }).toContain("web is back");
    expect(system.printed.join("\n")).toContain("web ended with code 1; it is started again");
    expect(system.lines("fatal")).toMatchObject([
      { msg: sentence, err: { type: "TypeError", message: expect.stringContaining("on demand") } },
    ]);
    expect(system.output).toHaveLength(1);
    expect(system.output.join("\n")).not.toMatch(secrets);
    expect(system.exceptions()).toHaveLength(1);
    expect(system.sentText()).not.toMatch(secrets);
    expect(await system.answers()).toBe(200);
  });
}

test("a rejection that a request left behind is told under its id and ends nobody else's", async () => {
  test.setTimeout(120_000);
  await using system = await begin();
  const { headers } = await system.ask("reject-in-request");
  const requestId = headers.get("x-request-id");
  await expect
    .poll(() => system.lines("error"))
    .toMatchObject([
      { msg: "a request left a rejection that nobody took", requestId, err: { type: "TypeError" } },
    ]);
  expect(system.output).toHaveLength(1);
  await expect.poll(() => system.exceptions().length, { timeout: 30_000 }).toBe(1);
  expect(system.exceptions()[0]?.data.baseData["properties"]).toMatchObject({ requestId });
  expect(system.output.join("\n")).not.toMatch(secrets);
  expect(system.sentText()).not.toMatch(secrets);
  expect(await system.answers()).toBe(200);
  expect(system.printed.join("\n")).not.toContain("web ended");
});

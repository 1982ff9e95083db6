import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type FakeIngestion, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";

// What is measured is the heap of a process of its own, which the SDK has for itself.

const program = fileURLToPath(new URL("../testing/tell-much.ts", import.meta.url));
const Measure = z.object({ heapBytes: z.number(), status: z.string() });
const MiB = 1024 ** 2;

/** More than the queues hold, of requests and of events. */
const filling = 8_000;
/** 60,000 items. */
const telling = 20_000;
const mostBeyondFullQueues = 4 * MiB;
/** Where sending fails, the SDK has ever more under way at once, of which our client takes 16 batches and no more. */
const mostUnderWay = 24 * MiB;

let cleanup: AsyncDisposableStack;
let ingestion: FakeIngestion;
beforeEach(async () => {
  cleanup = new AsyncDisposableStack();
  ingestion = await startFakeIngestion();
  cleanup.defer(() => ingestion.stop());
  ingestion.become("silent");
});
afterEach(() => cleanup.disposeAsync());

/** Starts the program; what it gives tells as often as it is told to. */
const start = (env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ["--expose-gc", program, ingestion.connectionString], {
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  cleanup.defer(() => void child.kill("SIGKILL"));
  const lines = createInterface(child.stdout);
  return async (times: number) => {
    child.stdin.write(`${times}\n`);
    const [line] = await once(lines, "line");
    return Measure.parse(JSON.parse(String(line)));
  };
};

test("an endpoint that is silent, slow, broken, gone or elsewhere takes no memory without an end", async () => {
  const tell = start();
  const full = await tell(filling);
  const grownBy = async () => {
    const { heapBytes, status } = await tell(telling);
    return { grownBytes: heapBytes - full.heapBytes, status };
  };
  expect((await grownBy()).grownBytes).toBeLessThan(mostBeyondFullQueues);
  for (const [mood, turn] of [
    ["slow", () => ingestion.become("slow")],
    ["redirecting", () => ingestion.become("redirecting")],
    ["broken", () => ingestion.become("broken")],
    ["refusing connections", () => ingestion.stop()],
  ] as const) {
    await turn();
    const { grownBytes, status } = await grownBy();
    expect(grownBytes, mood).toBeLessThan(mostUnderWay);
    if (mood !== "slow") expect(status, mood).toBe("failing");
  }
}, 180_000);

test("a queue without an end would be seen", async () => {
  const tell = start({ OTEL_BSP_MAX_QUEUE_SIZE: "1000000" });
  const full = await tell(filling);
  const { heapBytes } = await tell(2 * telling);
  expect(heapBytes - full.heapBytes).toBeGreaterThan(1.5 * mostUnderWay);
}, 180_000);

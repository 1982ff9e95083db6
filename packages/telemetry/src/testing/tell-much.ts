import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { startAppInsights } from "../app-insights/index.ts";

// A program of its own (`node --expose-gc tell-much.ts <connection string>`): tells as often as each line that it reads
// says, and answers it with how much memory is held then.

const { telemetry, status } = startAppInsights({
  connectionString: process.argv[2] ?? "",
  role: "cloudpix-test",
  sampling: 1,
  environment: {},
});

/** A request, an event and a measure each time. */
const tell = async (times: number) => {
  for (let time = 0; time < times; time += 1) {
    await telemetry.inSpan("GET /api/files", { kind: "server" }, async (span) => {
      telemetry.trackEvent("file_uploaded", { requestId: crypto.randomUUID(), sizeBytes: time });
      telemetry.trackMetric("file_size_bytes", time, { kind: "image" });
      span.set({ "http.request.method": "GET", requestId: crypto.randomUUID() });
    });
    // A second for each ten thousand in which what is sent gets its turns.
    if (time % 200 === 0) await sleep(20);
  }
};

const heapBytes = (): number => {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error("It is run with --expose-gc.");
  gc();
  return process.memoryUsage().heapUsed;
};

for await (const line of createInterface(process.stdin)) {
  await tell(Number(line));
  process.stdout.write(`${JSON.stringify({ heapBytes: heapBytes(), status: status() })}\n`);
}

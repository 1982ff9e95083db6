import { setTimeout as pause } from "node:timers/promises";
import { startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { landscape } from "@cloudpix/tooling/pictures";
import type { Stack } from "@cloudpix/tooling/stack";
import type { Benchmark, Figure } from "./figure.ts";
import { residentMib } from "./peak-memory.ts";
import { interleaved, type Side } from "./server-cost.ts";
import { signedUp } from "./signed-up.ts";
import { webProcesses } from "./web-process.ts";
import { withStack } from "./with-stack.ts";

const bound = 0.9;
const pairs = 11;
const requests = 400;
const files = 10;
const settleMs = 5_000;

type Sides = { list: Side; open: Side; startMs: number; idleMib: number };

const asked = (pid: number, url: string, headers: Record<string, string> = {}): Side => ({
  pid,
  request: async () => {
    const answer = await fetch(url, { headers });
    const body = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${body}`);
  },
});

/** The two requests that are compared, on a stack with a page of files and a link. */
const sidesOf = async (stack: Stack, pid: number, startMs: number): Promise<Sides> => {
  await pause(settleMs);
  const idleMib = await residentMib(pid);
  const { pix, token } = await signedUp(stack.origin);
  const bytes = await landscape({ width: 1200, height: 800, seed: 1 });
  let fileId = "";
  for (let made = 0; made < files; made += 1) {
    ({ fileId } = await pix.upload(bytes, { fileName: `beach-${made}.jpg` }));
  }
  const { linkId } = await pix.shares.create.mutate({ fileId });
  return {
    startMs,
    idleMib,
    list: asked(pid, `${stack.localOrigin}/api/files?limit=10`, { authorization: `Bearer ${token}` }),
    open: asked(pid, `${stack.localOrigin}/api/share/${linkId}`),
  };
};

const startedAt = async <T>(
  use: (stack: Stack, startMs: number) => Promise<T>,
  env?: Record<string, string>,
) => {
  const begun = performance.now();
  return withStack((stack) => use(stack, performance.now() - begun), env);
};

const figure = async (name: string, on: Side, off: Side): Promise<Figure> => {
  const { one, other, cpuRatio, wallRatio } = await interleaved(off, on, { pairs, requests });
  return {
    name: `${name} with telemetry on, median of ${pairs} pairs`,
    measured: `${(100 * cpuRatio).toFixed(0)} % of the rate without by CPU, ${(100 * wallRatio).toFixed(0)} % by wall (${other.cpuMs.toFixed(2)} ms CPU against ${one.cpuMs.toFixed(2)} ms)`,
    bound: `≥ ${100 * bound} %`,
    holds: cpuRatio >= bound,
  };
};

/** The same requests to two stacks, one of which tells a fake Application Insights of everything it does. */
export const telemetryCost: Benchmark = {
  name: "telemetry-cost",
  run: async () => {
    const ingestion = await startFakeIngestion();
    // The build and the caches of the machine are warm for both.
    await withStack(async () => {});
    try {
      return await startedAt(async (plain, plainMs) => {
        const [offPid = 0] = await webProcesses();
        const off = await sidesOf(plain, offPid, plainMs);
        return startedAt(
          async (watched, watchedMs) => {
            const onPid = (await webProcesses()).find((pid) => pid !== offPid) ?? 0;
            const on = await sidesOf(watched, onPid, watchedMs);
            const figures = [
              await figure("list", on.list, off.list),
              await figure("share open", on.open, off.open),
            ];
            if (ingestion.envelopes().length === 0)
              throw new Error("no telemetry arrived: nothing was measured");
            return [
              ...figures,
              {
                name: "what telemetry adds to a start of the stack and to web at rest",
                measured: `${((on.startMs - off.startMs) / 1000).toFixed(1)} s (${(on.startMs / 1000).toFixed(1)} s against ${(off.startMs / 1000).toFixed(1)} s), ${(on.idleMib - off.idleMib).toFixed(0)} MiB (${on.idleMib.toFixed(0)} against ${off.idleMib.toFixed(0)})`,
                bound: "none",
                holds: true,
              },
            ];
          },
          { APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString },
        );
      });
    } finally {
      await ingestion.stop();
    }
  },
};

import { setTimeout as pause } from "node:timers/promises";
import { type FakeIngestion, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { landscape } from "@cloudpix/tooling/pictures";
import type { Stack } from "@cloudpix/tooling/stack";
import type { Benchmark, Figure } from "./figure.ts";
import { median } from "./median.ts";
import { residentMib } from "./peak-memory.ts";
import { type CostPair, costPairs, medianCost, type Side } from "./server-cost.ts";
import { signedUp } from "./signed-up.ts";
import { webProcesses } from "./web-process.ts";
import { withStack } from "./with-stack.ts";

const bound = 0.9;
/** Of each round. */
const pairs = 8;
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

type Kind = "on" | "off";

/** Both stacks side by side, and what their requests cost. */
type Round = Record<Kind, Sides> & { listPairs: CostPair[]; openPairs: CostPair[] };

/** Two stacks, one after the other: of two that are alike the second looks a little faster, so rounds begin by turns. */
const round = async (first: Kind, ingestion: FakeIngestion): Promise<Round> => {
  const settings = {
    on: { APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString },
    off: {},
  };
  return startedAt(async (stack, startMs) => {
    const [pid = 0] = await webProcesses();
    const begun = await sidesOf(stack, pid, startMs);
    return startedAt(
      async (laterStack, laterMs) => {
        const laterPid = (await webProcesses()).find((one) => one !== pid) ?? 0;
        const later = await sidesOf(laterStack, laterPid, laterMs);
        const [on, off] = first === "on" ? [begun, later] : [later, begun];
        return {
          on,
          off,
          listPairs: await costPairs(off.list, on.list, { pairs, requests }),
          openPairs: await costPairs(off.open, on.open, { pairs, requests }),
        };
      },
      settings[first === "on" ? "off" : "on"],
    );
  }, settings[first]);
};

const figure = (name: string, measured: CostPair[]): Figure => {
  const { one, other, cpuRatio, wallRatio } = medianCost(measured);
  return {
    name: `${name} with telemetry on, median of ${measured.length} pairs`,
    measured: `${(100 * cpuRatio).toFixed(0)} % of the rate without by CPU, ${(100 * wallRatio).toFixed(0)} % by wall (${other.cpuMs.toFixed(2)} ms CPU against ${one.cpuMs.toFixed(2)} ms)`,
    bound: `≥ ${100 * bound} %`,
    holds: cpuRatio >= bound,
  };
};

const atRest = (rounds: readonly Round[]): Figure => {
  const middle = (kind: Kind, of: (sides: Sides) => number) => median(rounds.map((sides) => of(sides[kind])));
  const seconds = (kind: Kind) => middle(kind, ({ startMs }) => startMs / 1000);
  const mib = (kind: Kind) => middle(kind, ({ idleMib }) => idleMib);
  return {
    name: "what telemetry adds to a start of the stack and to web at rest",
    measured: `${(seconds("on") - seconds("off")).toFixed(1)} s (${seconds("on").toFixed(1)} s against ${seconds("off").toFixed(1)} s), ${(mib("on") - mib("off")).toFixed(0)} MiB (${mib("on").toFixed(0)} against ${mib("off").toFixed(0)})`,
    bound: "none",
    holds: true,
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
      const rounds = [await round("off", ingestion), await round("on", ingestion)];
      if (ingestion.envelopes().length === 0) throw new Error("no telemetry arrived: nothing was measured");
      return [
        figure(
          "list",
          rounds.flatMap(({ listPairs }) => listPairs),
        ),
        figure(
          "share open",
          rounds.flatMap(({ openPairs }) => openPairs),
        ),
        atRest(rounds),
      ];
    } finally {
      await ingestion.stop();
    }
  },
};

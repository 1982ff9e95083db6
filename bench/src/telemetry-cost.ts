import { setTimeout as pause } from "node:timers/promises";
import { type CosmosEndpoint, startCosmosStandIn } from "@cloudpix/tooling/cosmos";
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
/** A span that is lost makes telemetry look cheaper than it is. */
const mostLost = 0.01;

/** How much is measured in a round, and on what. */
type Plan = { pairs: number; requests: number; env: Record<string, string> };

/** Nearest to what web does itself: its database costs next to nothing, and is told of nowhere. */
const onSqlite: Plan = { pairs: 8, requests: 400, env: {} };

/** Where each call to the database is told of too. The stand-in is slow, so that the ratio says little of a real account. */
const onCosmos = ({ endpoint, key }: CosmosEndpoint): Plan => ({
  pairs: 4,
  requests: 200,
  env: { DATABASE: "cosmos", COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key },
});

const files = 10;
const settleMs = 5_000;

type Sides = { list: Side; open: Side; sent: () => number; startMs: number; idleMib: number };

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
  let sent = 0;
  const asked = (path: string, headers: Record<string, string> = {}): Side => ({
    pid,
    request: async () => {
      sent += 1;
      const answer = await fetch(`${stack.localOrigin}${path}`, { headers });
      const body = await answer.text();
      if (answer.status !== 200) throw new Error(`${answer.status} ${body}`);
    },
  });
  return {
    startMs,
    idleMib,
    sent: () => sent,
    list: asked("/api/files?limit=10", { authorization: `Bearer ${token}` }),
    open: asked(`/api/share/${linkId}`),
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
const round = async (first: Kind, ingestion: FakeIngestion, plan: Plan): Promise<Round> => {
  const settings = {
    on: { ...plan.env, APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString },
    off: plan.env,
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
          listPairs: await costPairs(off.list, on.list, plan),
          openPairs: await costPairs(off.open, on.open, plan),
        };
      },
      settings[first === "on" ? "off" : "on"],
    );
  }, settings[first]);
};

const cost = (name: string, measured: CostPair[]) => {
  const { one, other, cpuRatio, wallRatio } = medianCost(measured);
  return {
    name: `${name} with telemetry on, median of ${measured.length} pairs`,
    measured: `${(100 * cpuRatio).toFixed(0)} % of the rate without by CPU, ${(100 * wallRatio).toFixed(0)} % by wall (${other.cpuMs.toFixed(2)} ms CPU against ${one.cpuMs.toFixed(2)} ms)`,
    cpuRatio,
  };
};

const bounded = (name: string, rounds: readonly Round[], of: (one: Round) => CostPair[]): Figure => {
  const { cpuRatio, ...told } = cost(name, rounds.flatMap(of));
  return { ...told, bound: `≥ ${100 * bound} %`, holds: cpuRatio >= bound };
};

const unbounded = (name: string, measured: CostPair[]): Figure => {
  const { cpuRatio: _, ...told } = cost(name, measured);
  return { ...told, bound: "none", holds: true };
};

const compared = new Set(["GET /api/files", "GET /api/share/:linkId"]);

/** Whether all was told of that was asked for: else it was not telemetry that was measured. */
const toldOf = (rounds: readonly Round[], ingestion: FakeIngestion): Figure => {
  const sent = rounds.reduce((sum, { on }) => sum + on.sent(), 0);
  const told = ingestion
    .envelopes()
    .filter(
      ({ data }) => data.baseType === "RequestData" && compared.has(String(data.baseData["name"])),
    ).length;
  return {
    name: "requests that telemetry told of, of those that were compared",
    measured: `${told} of ${sent}`,
    bound: `≥ ${100 * (1 - mostLost)} %, and none twice`,
    holds: told <= sent && told >= sent * (1 - mostLost),
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
    await using cleanup = new AsyncDisposableStack();
    const ingestion = await startFakeIngestion();
    cleanup.defer(() => ingestion.stop());
    const cosmos = await startCosmosStandIn();
    cleanup.defer(() => cosmos.stop());
    // The build and the caches of the machine are warm for both.
    await withStack(async () => {});
    const rounds = [await round("off", ingestion, onSqlite), await round("on", ingestion, onSqlite)];
    const withCalls = await round("on", ingestion, onCosmos(cosmos));
    return [
      bounded("list", rounds, ({ listPairs }) => listPairs),
      bounded("share open", rounds, ({ openPairs }) => openPairs),
      unbounded("list on Cosmos DB's stand-in", withCalls.listPairs),
      unbounded("share open on Cosmos DB's stand-in", withCalls.openPairs),
      toldOf([...rounds, withCalls], ingestion),
      atRest(rounds),
    ];
  },
};

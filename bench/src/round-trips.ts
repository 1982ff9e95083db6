import { appRouter } from "@cloudpix/api";
import { openCosmos, type WatchCosmos } from "@cloudpix/db/cosmos";
import { openSqlite } from "@cloudpix/db/sqlite";
import { startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import type { Benchmark, Figure } from "./figure.ts";
import { createTraffic } from "./traffic.ts";
import { type Step, walkProcedures } from "./walk-procedures.ts";
import { watchedDatabase } from "./watched-database.ts";

const onSqlite = async (): Promise<Step[]> => {
  const { begin, take } = createTraffic();
  const db = await openSqlite({ file: ":memory:" });
  try {
    return await walkProcedures(watchedDatabase(db, begin), take);
  } finally {
    await db.close();
  }
};

const onCosmos = async (): Promise<Step[]> => {
  const { begin, take } = createTraffic();
  const { endpoint, key, stop } = await startCosmosStandIn();
  // Heard where the driver waits: the stand-in answers one request after the other, whatever is asked at one time.
  const watch: WatchCosmos = (operation, work) => {
    const end = begin(operation.split(".", 1)[0] ?? "");
    return work(() => {}).finally(end);
  };
  const db = await openCosmos({ endpoint, key, createContainers: true, watch });
  try {
    return await walkProcedures(db, take);
  } finally {
    await db.close();
    await stop();
  }
};

const never = { roundTrips: Number.POSITIVE_INFINITY, requests: Number.POSITIVE_INFINITY };
const both = (most: number) => ({ roundTrips: most, requests: most });

/** Calls with a bound, beyond the one user read that authenticates: what they wait for, and what they ask but for the limits. */
const bounds = new Map([
  ["shares.open", both(3)],
  // File and owner are asked for at one time, once the link has named them.
  ["shares.open, a link that this process never met", { roundTrips: 3, requests: 4 }],
  ["auth.login", both(2)],
  ["auth.login, hashing anew", both(3)],
  ["files.list", both(2)],
  ["files.get", both(2)],
  ["files.completeUpload", both(4)],
]);

const words = ({ requests, counts, roundTrips }: Step, noun: string) =>
  `${requests} ${noun}${counts === 0 ? "" : ` and ${counts} for the limits`} in ${roundTrips} round trips`;

/** @throws Error when a procedure was not called, or a bound is for a call that nobody made */
const requireWhole = (steps: readonly Step[]): void => {
  const procedures = new Set(steps.map(({ procedure }) => procedure));
  const called = new Set(steps.map((step) => step.called));
  const missing = [
    ...Object.keys(appRouter._def.procedures).filter((name) => !procedures.has(name)),
    ...[...bounds.keys()].filter((name) => !called.has(name)),
  ];
  if (missing.length > 0) throw new Error(`not measured: ${missing.join(", ")}`);
};

/**
 * How often each procedure stands and waits for the database, the counters of the limits included; and beside it what it
 * asks: requests to Cosmos DB, transactions of SQLite. What is asked at one time is one round trip.
 */
export const roundTrips: Benchmark = {
  name: "round-trips",
  run: async () => {
    const [cosmos, sqlite] = [await onCosmos(), await onSqlite()];
    requireWhole(cosmos);
    return cosmos.map((step, index): Figure => {
      const embedded = sqlite[index];
      if (embedded?.called !== step.called) throw new Error(`${step.called} was called on one database only`);
      const bound = bounds.get(step.called) ?? never;
      const keeps = ({ roundTrips, requests }: Step) =>
        roundTrips <= bound.roundTrips && requests <= bound.requests;
      return {
        name: `database round trips of ${step.called}`,
        measured: `Cosmos DB: ${words(step, "requests")}; SQLite: ${words(embedded, "transactions")}`,
        bound: bound === never ? "none" : `≤ ${bound.roundTrips} round trips, ≤ ${bound.requests} requests`,
        holds: keeps(step) && keeps(embedded),
      };
    });
  },
};

import type { Container } from "@azure/cosmos";
import { RunRecord, WorkerRun } from "@cloudpix/domain";
import { z } from "zod";
import { claimRun, makesRoomFor } from "../repositories/claim-run.ts";
import type { RunRepository } from "../repositories/run-repository.ts";
import { workerRunRange } from "../repositories/worker-run-range.ts";
import { inParts } from "./in-parts.ts";
import { queryRows } from "./item-query.ts";
import { createItemStore } from "./item-store.ts";
import type { Call } from "./retry.ts";
import { readItem } from "./stored-item.ts";

const { anyFrom, from, to } = workerRunRange;

const Version = z.object({ id: z.string(), etag: z.string() });

const keyOf = (id: string) => ({ id, partitionKey: id });

/**
 * The last word of each piece of background work, one item each in the container `runs`. The rows of workers are a named
 * cross-partition exception: a handful of items in the smallest container. Only `id` is indexed, and it begins with the time
 * of the start: of too many dead ones the last started are read, and put in order here. They carry no ttl, which the
 * container has not switched on.
 */
export const createCosmosRunRepository = (container: Container, call: Call): RunRepository => {
  const store = createItemStore(container, call, RunRecord);

  return {
    put: (run) => store.put(keyOf(run.id), run),
    get: async (id) => (await store.read(keyOf(id)))?.record ?? null,

    claim: async (claim) => {
      const run = claimRun(claim);
      const stored = await store.read(keyOf(run.id));
      if (stored === null) return (await store.create(keyOf(run.id), run)) === "created";
      // Whoever was faster in this moment has it.
      return (
        makesRoomFor(claim, stored.record) && (await store.replace(keyOf(run.id), stored, run)) === "done"
      );
    },

    listWorkers: async () => {
      const rows = await queryRows(container, call, {
        sql: "SELECT TOP 1000 * FROM c WHERE c.id >= @from AND c.id < @to ORDER BY c.id DESC",
        values: { from, to },
      });
      const workers = rows.map((row) => readItem(WorkerRun, row).record);
      return workers.sort((a, b) => (a.at < b.at ? 1 : -1));
    },

    // Gone after a lost answer was most likely this call's doing.
    removeWorker: async (id) => (await store.remove(keyOf(id))) !== "missing",

    // Only in the version that was found silent: a worker that speaks in this moment is left for the next sweep.
    removeWorkersBefore: async (before) => {
      const rows = await queryRows(container, call, {
        sql: "SELECT TOP 1000 c.id, c._etag AS etag FROM c WHERE c.id >= @anyFrom AND c.id < @to AND c.at < @before",
        values: { anyFrom, to, before },
      });
      const found = rows.map((row) => readItem(Version, row).record);
      const outcomes = await inParts(found, ({ id, etag }) => store.remove(keyOf(id), etag));
      return outcomes.filter((outcome) => outcome === "removed" || outcome === "unclear").length;
    },
  };
};

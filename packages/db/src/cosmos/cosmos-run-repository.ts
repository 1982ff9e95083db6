import type { Container } from "@azure/cosmos";
import { RunRecord } from "@cloudpix/domain";
import type { RunRepository } from "../repositories/run-repository.ts";
import { createItemStore } from "./item-store.ts";
import type { Call } from "./retry.ts";

/** The last word of each background process, one item each in the container `runs`. */
export const createCosmosRunRepository = (container: Container, call: Call): RunRepository => {
  const store = createItemStore(container, call, RunRecord);
  const keyOf = (id: RunRecord["id"]) => ({ id, partitionKey: id });

  return {
    put: (run) => store.put(keyOf(run.id), run),
    get: async (id) => (await store.read(keyOf(id)))?.record ?? null,
  };
};

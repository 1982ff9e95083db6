export { type CosmosOptions, openCosmos } from "./open-cosmos.ts";
export type { CosmosCost, CosmosLog, WatchCosmos } from "./retry.ts";

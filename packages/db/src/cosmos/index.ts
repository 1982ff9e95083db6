export { type CosmosOptions, openCosmos } from "./open-cosmos.ts";
export type { CosmosLog } from "./retry.ts";

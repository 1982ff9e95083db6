import { type CosmosEndpoint, startCosmosStandIn } from "./start-cosmos-stand-in.ts";

/**
 * What the contracts of the Cosmos driver run on: the account or emulator that `CLOUDPIX_TEST_COSMOS_ENDPOINT` and
 * `CLOUDPIX_TEST_COSMOS_KEY` name, else a fresh stand-in. Whoever names an account pays for the containers made there.
 */
export const cosmosUnderTest = async (): Promise<CosmosEndpoint> => {
  const { CLOUDPIX_TEST_COSMOS_ENDPOINT: endpoint, CLOUDPIX_TEST_COSMOS_KEY: key } = process.env;
  if (endpoint === undefined || endpoint === "") return startCosmosStandIn();
  if (key === undefined || key === "") throw new Error("CLOUDPIX_TEST_COSMOS_KEY is missing.");
  return { endpoint, key, stop: async () => {} };
};

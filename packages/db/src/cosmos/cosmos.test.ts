import { randomUUID } from "node:crypto";
import { CosmosClient } from "@azure/cosmos";
import { cosmosUnderTest } from "@cloudpix/tooling/cosmos-under-test";
import { afterAll, beforeAll, describe } from "vitest";
import { accessTokenRepositoryContract } from "../repositories/access-token-repository.contract.ts";
import { fileRepositoryContract } from "../repositories/file-repository.contract.ts";
import { runRepositoryContract } from "../repositories/run-repository.contract.ts";
import { shareLinkRepositoryContract } from "../repositories/share-link-repository.contract.ts";
import { throttleRepositoryContract } from "../repositories/throttle-repository.contract.ts";
import { userRepositoryContract } from "../repositories/user-repository.contract.ts";
import { openCosmos } from "./open-cosmos.ts";

describe("the Cosmos DB driver", () => {
  let cosmos: Awaited<ReturnType<typeof cosmosUnderTest>>;
  const databaseName = `cloudpix-test-${randomUUID()}`;

  beforeAll(async () => {
    cosmos = await cosmosUnderTest();
  });

  afterAll(async () => {
    const { endpoint, key } = cosmos;
    const client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
    await client.database(databaseName).delete();
    client.dispose();
    await cosmos.stop();
  });

  const open = () =>
    openCosmos({
      endpoint: cosmos.endpoint,
      key: cosmos.key,
      databaseName,
      createContainers: true,
      requestTimeoutMs: 20_000,
    });

  userRepositoryContract(open);
  fileRepositoryContract(open);
  accessTokenRepositoryContract(open);
  shareLinkRepositoryContract(open);
  throttleRepositoryContract(open);
  runRepositoryContract(open);
});

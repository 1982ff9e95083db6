import { CosmosClient } from "@azure/cosmos";
import { type CosmosEndpoint, startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openCosmos } from "./open-cosmos.ts";

describe("creating containers", () => {
  let cosmos: CosmosEndpoint;
  let client: CosmosClient;

  beforeEach(async () => {
    cosmos = await startCosmosStandIn();
    const { endpoint, key } = cosmos;
    client = new CosmosClient({ endpoint, key, connectionPolicy: { enableEndpointDiscovery: false } });
  });
  afterEach(async () => {
    client.dispose();
    await cosmos.stop();
  });

  const open = () =>
    openCosmos({ endpoint: cosmos.endpoint, key: cosmos.key, databaseName: "own", createContainers: true });

  it("makes each under its partition key, and those whose items expire one by one with a ttl switched on", async () => {
    await (await open()).close();
    const { resources } = await client.database("own").containers.readAll().fetchAll();
    const made = resources.map(({ id, partitionKey, defaultTtl }) => [id, partitionKey?.paths, defaultTtl]);
    expect(new Map(made.map(([id, ...rest]) => [id, rest]))).toEqual(
      new Map([
        ["users", [["/userId"], -1]],
        ["files", [["/userId", "/fileId"], undefined]],
        ["shareLinks", [["/linkId"], -1]],
        ["accessTokens", [["/userId"], -1]],
        ["throttles", [["/id"], -1]],
        ["runs", [["/id"], undefined]],
      ]),
    );
    expect(resources.find(({ id }) => id === "files")?.partitionKey).toMatchObject({
      kind: "MultiHash",
      version: 2,
    });
  });

  it("can be repeated", async () => {
    await (await open()).close();
    const db = await open();
    await expect(db.ping()).resolves.toBeUndefined();
    await db.close();
  });

  it("stops at a container under another partition key, in which nothing would be found", async () => {
    const { database } = await client.databases.createIfNotExists({ id: "own" });
    await database.containers.create({ id: "files", partitionKey: { paths: ["/fileId"] } });
    await expect(open()).rejects.toMatchObject({ name: "AppError", code: "internal" });
  });
});

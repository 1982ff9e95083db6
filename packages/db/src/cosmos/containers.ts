import { type ContainerDefinition, PartitionKeyDefinitionVersion, PartitionKeyKind } from "@azure/cosmos";

const { V2 } = PartitionKeyDefinitionVersion;

/**
 * Only what queries filter or sort by is indexed: every indexed path makes each write dearer. `id` is always indexed;
 * a partition key is not, unless it is named here.
 */
const indexed = (...paths: string[]): ContainerDefinition => ({
  indexingPolicy: {
    automatic: true,
    indexingMode: "consistent",
    includedPaths: paths.map((path) => ({ path: `${path}/?` })),
    excludedPaths: [{ path: "/*" }],
  },
});

/** Items carry their own `ttl` or live for ever. */
const perItemTtl: ContainerDefinition = { defaultTtl: -1 };

const hash = (path: string): ContainerDefinition => ({
  partitionKey: { paths: [path], kind: PartitionKeyKind.Hash, version: V2 },
});

/**
 * Every container CloudPix needs, as created for development and as the infrastructure templates must create them:
 * the data-plane role of a managed identity cannot make containers.
 */
export const containerDefinitions = {
  users: { id: "users", ...hash("/userId"), ...perItemTtl, ...indexed() },
  files: {
    id: "files",
    partitionKey: { paths: ["/userId", "/fileId"], kind: PartitionKeyKind.MultiHash, version: V2 },
    ...indexed("/userId", "/status", "/statusDate", "/kind", "/thumbnail/state"),
  },
  shareLinks: {
    id: "shareLinks",
    ...hash("/linkId"),
    ...perItemTtl,
    ...indexed("/fileId", "/userId", "/createdDate", "/expiryDate", "/isRevoked", "/revokedDate"),
  },
  accessTokens: { id: "accessTokens", ...hash("/userId"), ...perItemTtl, ...indexed("/userId") },
  throttles: { id: "throttles", ...hash("/id"), ...perItemTtl, ...indexed() },
  runs: { id: "runs", ...hash("/id"), ...indexed() },
} as const satisfies Record<string, ContainerDefinition>;

export type ContainerName = keyof typeof containerDefinitions;

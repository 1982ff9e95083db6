import {
  type ContainerDefinition,
  type IndexingPolicy,
  PartitionKeyDefinitionVersion,
  PartitionKeyKind,
} from "@azure/cosmos";

const { V2 } = PartitionKeyDefinitionVersion;

/**
 * Only what queries filter or sort by is indexed: every indexed path makes each write dearer. `id` is always indexed;
 * a partition key is not, unless it is named here.
 */
const indexed = (...paths: string[]): { indexingPolicy: IndexingPolicy } => ({
  indexingPolicy: {
    automatic: true,
    indexingMode: "consistent",
    includedPaths: paths.map((path) => ({ path: `${path}/?` })),
    excludedPaths: [{ path: "/*" }],
  },
});

/** Orders by several paths, each read from one index of its own; the service reads it in the opposite direction too. */
const ordered = (
  { indexingPolicy }: { indexingPolicy: IndexingPolicy },
  ...orders: string[][]
): ContainerDefinition => ({
  indexingPolicy: {
    ...indexingPolicy,
    compositeIndexes: orders.map((paths) => paths.map((path) => ({ path, order: "ascending" as const }))),
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
  users: { id: "users", ...hash("/userId"), ...perItemTtl, ...indexed("/closedAt", "/spaceChangedAt") },
  files: {
    id: "files",
    partitionKey: { paths: ["/userId", "/fileId"], kind: PartitionKeyKind.MultiHash, version: V2 },
    ...ordered(
      indexed("/userId", "/status", "/statusDate", "/kind", "/thumbnail/state", "/foldedName", "/fileSize"),
      ["/userId", "/foldedName", "/fileId"],
      ["/userId", "/fileSize", "/fileId"],
    ),
  },
  shareLinks: {
    id: "shareLinks",
    ...hash("/linkId"),
    ...perItemTtl,
    ...ordered(indexed("/fileId", "/userId", "/createdDate", "/expiryDate", "/isRevoked", "/revokedDate"), [
      "/userId",
      "/createdDate",
      "/linkId",
    ]),
  },
  accessTokens: {
    id: "accessTokens",
    ...hash("/userId"),
    ...perItemTtl,
    ...ordered(indexed("/userId", "/expiresAt"), ["/userId", "/createdAt", "/tokenId"]),
  },
  throttles: { id: "throttles", ...hash("/id"), ...perItemTtl, ...indexed() },
  runs: { id: "runs", ...hash("/id"), ...indexed() },
} as const satisfies Record<string, ContainerDefinition>;

export type ContainerName = keyof typeof containerDefinitions;

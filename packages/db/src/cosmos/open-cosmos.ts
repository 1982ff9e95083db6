import { type Container, CosmosClient, type CosmosClientOptions } from "@azure/cosmos";
import type { TokenCredential } from "@azure/identity";
import type { Database } from "../database.ts";
import { type ContainerName, containerDefinitions } from "./containers.ts";
import { createCosmosAccessTokenRepository } from "./cosmos-access-token-repository.ts";
import { ItemNotFound } from "./cosmos-failure.ts";
import { createCosmosFileRepository } from "./cosmos-file-repository.ts";
import { createCosmosRunRepository } from "./cosmos-run-repository.ts";
import { createCosmosShareLinkRepository } from "./cosmos-share-link-repository.ts";
import { createCosmosThrottleRepository } from "./cosmos-throttle-repository.ts";
import { createCosmosUserRepository } from "./cosmos-user-repository.ts";
import { createContainers } from "./create-containers.ts";
import { type CosmosLog, createCall, type WatchCosmos } from "./retry.ts";

export type CosmosOptions = {
  /** `https://<account>.documents.azure.com:443/`, or a stand-in on loopback. */
  endpoint: string;
  /** The account's key. Wins over `credential`. */
  key?: string;
  /** A managed identity; with neither, the environment's default credential is used. */
  credential?: TokenCredential;
  databaseName?: string;
  /** True only where a key may create them; in production the templates do. */
  createContainers: boolean;
  /** How long one HTTP request may take; with its repetitions it takes at most twice this. */
  requestTimeoutMs?: number;
  log?: CosmosLog;
  /** Sees every operation; none when not given. */
  watch?: WatchCosmos;
  /** The clock that e-mail reservations are judged by. */
  nowMs?: () => number;
};

const REQUEST_TIMEOUT_MS = 5_000;

const isLoopback = (endpoint: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname);

const authOf = async ({ key, credential }: CosmosOptions): Promise<CosmosClientOptions> => {
  if (key !== undefined) return { key };
  if (credential !== undefined) return { aadCredentials: credential };
  const { DefaultAzureCredential } = await import("@azure/identity");
  return { aadCredentials: new DefaultAzureCredential() };
};

const connect = async (options: CosmosOptions, requestTimeout: number): Promise<CosmosClient> =>
  new CosmosClient({
    endpoint: options.endpoint,
    ...(await authOf(options)),
    connectionPolicy: {
      requestTimeout,
      // A stand-in announces itself under an address of its own making.
      enableEndpointDiscovery: !isLoopback(options.endpoint),
      // Counts and quotas are exact with one write region; a write repeated in another region counts twice.
      useMultipleWriteLocations: false,
      // One authority over repetition and one deadline: retry.ts.
      retryOptions: { maxRetryAttemptCount: 0 },
    },
  });

/**
 * The Cosmos DB driver: one client in gateway mode. Opening does not wait for the service unless it creates containers;
 * `ping` tells whether it answers. Every step of an operation ends within twice `requestTimeoutMs`, and what then still
 * has no answer throws `dependency.unavailable`.
 */
export const openCosmos = async (options: CosmosOptions): Promise<Database> => {
  const requestTimeoutMs = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  const databaseName = options.databaseName ?? "cloudpix";
  const client = await connect(options, requestTimeoutMs);
  const { log, watch } = options;
  const call = createCall({
    deadlineMs: 2 * requestTimeoutMs,
    ...(log ? { log } : {}),
    ...(watch ? { watch } : {}),
  });
  if (options.createContainers) await createContainers(client, databaseName, call);
  const container = (name: ContainerName): Container =>
    client.database(databaseName).container(containerDefinitions[name].id);
  const nowMs = options.nowMs ?? Date.now;

  return {
    users: createCosmosUserRepository(container("users"), call, nowMs),
    files: createCosmosFileRepository(container("files"), call),
    shareLinks: createCosmosShareLinkRepository(container("shareLinks"), call),
    accessTokens: createCosmosAccessTokenRepository(container("accessTokens"), call),
    throttles: createCosmosThrottleRepository(container("throttles"), call),
    runs: createCosmosRunRepository(container("runs"), call),
    ping: async () => {
      // That there is no such item is as good an answer as any.
      await call("ping", "repeat", async (abortSignal) => {
        const response = await container("runs").item("ping", "ping").read({ abortSignal });
        if (response.statusCode === 404) throw new ItemNotFound(response.substatus);
      });
    },
    close: async () => client.dispose(),
  };
};

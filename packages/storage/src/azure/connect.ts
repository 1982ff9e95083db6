import type { TokenCredential } from "@azure/identity";
import { type BlobClient, BlobServiceClient } from "@azure/storage-blob";
import { QueueServiceClient } from "@azure/storage-queue";
import { AppError } from "@cloudpix/domain";
import { callStorage, pipelineOptions } from "./call-storage.ts";
import { createDelegationKeys } from "./delegation-keys.ts";
import { type SignUrl, sasOptions } from "./sign-url.ts";

/** With the account's key: Azurite, and accounts that still allow it. */
export type WithConnectionString = { connectionString: string };

/** With an identity (Entra). `queueUrl` is derived from the blob endpoint unless its host has no `.blob.` in it. */
export type WithIdentity = {
  accountUrl: string;
  queueUrl?: string;
  /** Defaults to `DefaultAzureCredential`: managed identity on Azure, the developer's own sign-in elsewhere. */
  credential?: TokenCredential;
};

export type Connection = {
  blobService: BlobServiceClient;
  queueService: QueueServiceClient;
  signUrl: SignUrl;
};

const withKey = ({ connectionString }: WithConnectionString): Connection => {
  // Without the key there is nothing to sign URLs with; better known at start-up than at the first upload.
  if (!/AccountKey=|UseDevelopmentStorage=true/.test(connectionString)) {
    throw new AppError("internal", { cause: new Error("The storage connection string has no AccountKey") });
  }
  return {
    blobService: BlobServiceClient.fromConnectionString(connectionString, pipelineOptions),
    queueService: QueueServiceClient.fromConnectionString(connectionString, pipelineOptions),
    signUrl: (blob, grant) => blob.generateSasUrl(sasOptions(blob.url, grant)),
  };
};

const queueUrlOf = ({ accountUrl, queueUrl }: WithIdentity): string => {
  if (queueUrl !== undefined) return queueUrl;
  const url = new URL(accountUrl);
  const host = url.host.replace(".blob.", ".queue.");
  if (host === url.host) {
    throw new AppError("internal", {
      cause: new Error("The queue endpoint cannot be derived: give queueUrl"),
    });
  }
  url.host = host;
  return url.href;
};

const withIdentity = async (options: WithIdentity): Promise<Connection> => {
  // Loaded only where it is needed: it is large, and the local stack never uses it.
  const credential = options.credential ?? new (await import("@azure/identity")).DefaultAzureCredential();
  const blobService = new BlobServiceClient(options.accountUrl, credential, pipelineOptions);
  const keyFor = createDelegationKeys((startsOn, expiresOn) =>
    callStorage({
      name: "get user delegation key",
      run: (abortSignal) => blobService.getUserDelegationKey(startsOn, expiresOn, { abortSignal }),
    }),
  );
  return {
    blobService,
    queueService: new QueueServiceClient(queueUrlOf(options), credential, pipelineOptions),
    signUrl: async (blob: BlobClient, grant, now) =>
      blob.generateUserDelegationSasUrl(sasOptions(blob.url, grant), await keyFor(now, grant.expiresOn)),
  };
};

/** The SDK's clients and a way to sign URLs, from either kind of access. Talks to nobody yet. */
export const connect = async (options: WithConnectionString | WithIdentity): Promise<Connection> =>
  "connectionString" in options ? withKey(options) : withIdentity(options);

import type { BlobServiceClient, BlobServiceProperties } from "@azure/storage-blob";
import { containerNames, queueNames } from "../names.ts";
import { callStorage } from "./call-storage.ts";
import type { Connection } from "./connect.ts";

type CorsRule = NonNullable<BlobServiceProperties["cors"]>[number];

/** What a page on an allowed origin may ask of storage: upload in blocks and resume, read in ranges. */
const corsRule = (allowedOrigins: string[]): CorsRule => ({
  allowedOrigins: allowedOrigins.join(","),
  allowedMethods: "PUT,GET,HEAD,OPTIONS",
  // Content-MD5 because every block carries one.
  allowedHeaders: "x-ms-*,content-type,content-md5,if-none-match,range",
  exposedHeaders: "ETag,Content-Range,x-ms-*",
  maxAgeInSeconds: 3_600,
});

// An equal rule is left alone: on Azure a change takes up to half a minute to reach every front end.
const ensureCors = async (blobService: BlobServiceClient, allowedOrigins: string[]): Promise<void> => {
  const wanted = corsRule(allowedOrigins);
  const { cors = [] } = await callStorage({
    name: "read CORS rules",
    run: (abortSignal) => blobService.getProperties({ abortSignal }),
  });
  const [rule] = cors;
  const isSet =
    cors.length === 1 &&
    rule?.allowedOrigins === wanted.allowedOrigins &&
    rule.allowedMethods === wanted.allowedMethods &&
    rule.allowedHeaders === wanted.allowedHeaders &&
    rule.exposedHeaders === wanted.exposedHeaders;
  if (isSet) return;
  await callStorage({
    name: "set CORS rules",
    run: (abortSignal) => blobService.setProperties({ cors: [wanted] }, { abortSignal }),
  });
};

/**
 * Makes what is missing: the private containers, the two queues, and the one CORS rule for `allowedOrigins`.
 * No origins: the CORS rules are left as they are, for accounts whose template sets them (a managed identity with data
 * roles may not). Repeatable, also by several processes at once.
 */
export const ensureReady = async (
  { blobService, queueService }: Connection,
  { allowedOrigins }: { allowedOrigins: string[] },
): Promise<void> => {
  const containers = containerNames.map((name) =>
    callStorage({
      name: `create container ${name}`,
      run: (abortSignal) => blobService.getContainerClient(name).createIfNotExists({ abortSignal }),
    }),
  );
  const queues = Object.values(queueNames).map((name) =>
    callStorage({
      name: `create queue ${name}`,
      run: (abortSignal) => queueService.getQueueClient(name).createIfNotExists({ abortSignal }),
    }),
  );
  await Promise.all([...containers, ...queues]);
  if (allowedOrigins.length > 0) await ensureCors(blobService, allowedOrigins);
};

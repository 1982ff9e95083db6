import { randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { type AzureStorage, openAzureStorage } from "../azure/open-azure-storage.ts";

/** An account whose answers the test writes itself, for what Azurite never does; `close` cuts all connections. */
export const openScriptedStorage = async (
  answer: http.RequestListener,
): Promise<AzureStorage & { close(): void }> => {
  const server = http.createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const endpoint = `http://127.0.0.1:${address.port}/account`;
  const key = randomBytes(32).toString("base64");
  const storage = await openAzureStorage({
    connectionString: `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=${key};BlobEndpoint=${endpoint};QueueEndpoint=${endpoint}`,
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { ...storage, close };
};

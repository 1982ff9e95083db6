import { once } from "node:events";
import { createHttpServer } from "@vercel/cosmosdb-server";

/** Something that speaks Cosmos DB's protocol: where it is, what opens it, and how to leave it. */
export type CosmosEndpoint = {
  endpoint: string;
  key: string;
  /** Ends it at once and with it everything it holds; repeatable. */
  stop(): Promise<void>;
};

/** Any base64 text: the stand-in checks no signature. */
const KEY = Buffer.from("stand-in").toString("base64");

/**
 * Starts an empty stand-in for Cosmos DB in this process, on a free port of loopback, over plain http.
 * It runs no TTL, scans everything on every query and never throttles: for rules, not for figures.
 */
export const startCosmosStandIn = async (): Promise<CosmosEndpoint> => {
  const server = createHttpServer({ keepAlive: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The stand-in has no port.");
  const closed = once(server, "close");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    key: KEY,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

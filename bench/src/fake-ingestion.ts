import { once } from "node:events";
import { createServer } from "node:http";

export type FakeIngestion = {
  connectionString: string;
  /** How many requests with telemetry have come in so far. */
  posts(): number;
  stop(): void;
};

/** Takes all telemetry and keeps none, on loopback. */
export const startFakeIngestion = async (): Promise<FakeIngestion> => {
  let posts = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.once("end", () => {
      posts += 1;
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"itemsReceived":1,"itemsAccepted":1,"errors":[]}');
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the endpoint has no port");
  const endpoint = `http://127.0.0.1:${address.port}/`;
  return {
    connectionString: `InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=${endpoint}`,
    posts: () => posts,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

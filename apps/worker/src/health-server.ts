import { once } from "node:events";
import { createServer } from "node:http";
import { SECOND_MS, toInstant } from "@cloudpix/domain";
import type { QueueLoop } from "./queue-loop.ts";

/** After this long without a turn of the loop the worker is not well. */
const stillMs = 30 * SECOND_MS;

/**
 * Answers `GET /health`: 200 while the queue loop turns, 503 when it has stood still for 30 seconds, so that whoever runs
 * the worker restarts it. `port` 0 takes a free one; the answer names the one taken. Says nothing about anybody's data.
 */
export const startHealthServer = async (
  loop: Pick<QueueLoop, "inFlight" | "lastTurn">,
  options: { port: number; now: () => Date },
): Promise<{ port: number; stop: () => void }> => {
  const server = createServer((request, response) => {
    const path = request.url?.split("?", 1)[0];
    if (path !== "/health" || !["GET", "HEAD"].includes(request.method ?? "")) {
      response.writeHead(404).end();
      return;
    }
    const now = options.now();
    const turns = now.getTime() - loop.lastTurn().getTime() < stillMs;
    const body = {
      status: turns ? "ok" : "stalled",
      timestamp: toInstant(now),
      service: "CloudPix worker",
      lastTurn: toInstant(loop.lastTurn()),
      inFlight: loop.inFlight(),
    };
    response.writeHead(turns ? 200 : 503, {
      "content-type": "application/json",
      "cache-control": "no-store",
    });
    response.end(request.method === "HEAD" ? undefined : JSON.stringify(body));
  });
  server.listen(options.port);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a listening server has an address");
  return {
    port: address.port,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

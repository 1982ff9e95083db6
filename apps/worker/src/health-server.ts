import { once } from "node:events";
import { createServer } from "node:http";
import { toInstant, workerStillMs } from "@cloudpix/domain";
import { toldTo } from "./health-told.ts";
import type { QueueLoop } from "./queue-loop.ts";

type Pulse = Pick<QueueLoop, "inFlight" | "lastTurn" | "queueSilentSince">;

const healthOf = (loop: Pulse, now: Date) => {
  const silentSince = loop.queueSilentSince();
  // A queue that is silent is given up on before.
  const turns = now.getTime() - loop.lastTurn().getTime() < workerStillMs;
  return {
    status: !turns ? "stalled" : silentSince === null ? "ok" : "waiting",
    timestamp: toInstant(now),
    service: "CloudPix worker",
    lastTurn: toInstant(loop.lastTurn()),
    inFlight: loop.inFlight(),
    queueSilentSince: silentSince && toInstant(silentSince),
  } as const;
};

/** Which states are well, by what is asked: a restart mends a stalled loop, and no queue that is gone. */
const wellAt = new Map<string | undefined, readonly string[]>([
  ["/health", ["ok", "waiting"]],
  ["/health/ready", ["ok"]],
]);

/**
 * Answers `GET /health`: 200 while the queue loop turns, 503 when it has stood still for 30 seconds, so that whoever runs
 * the worker restarts it; and `GET /health/ready`: 503 also while the queue does not answer. Both tell the same facts,
 * none about anybody's data, and other machines are told the status alone. `port` 0 takes a free one, no `host` every
 * address; the answer names what was taken.
 */
export const startHealthServer = async (
  loop: Pulse,
  { port, host, now }: { port: number; host?: string | undefined; now: () => Date },
): Promise<{ port: number; host: string; stop: () => void }> => {
  const server = createServer((request, response) => {
    const well = wellAt.get(request.url?.split("?", 1)[0]);
    if (well === undefined || !["GET", "HEAD"].includes(request.method ?? "")) {
      response.writeHead(404).end();
      return;
    }
    const health = healthOf(loop, now());
    response.writeHead(well.includes(health.status) ? 200 : 503, {
      "content-type": "application/json",
      "cache-control": "no-store",
    });
    const told = JSON.stringify(toldTo(request.socket.remoteAddress, health));
    response.end(request.method === "HEAD" ? undefined : told);
  });
  server.listen({ port, host });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a listening server has an address");
  return {
    port: address.port,
    host: address.address,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

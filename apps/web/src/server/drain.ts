import type { Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";

type DrainOptions = {
  /** All that accept connections for the server, itself among them. */
  listeners: readonly NetServer[];
  /** How long a connection without a request at hand may still bring one. */
  graceMs: number;
  /** When the running answers are cut off. */
  deadlineMs: number;
};

/**
 * Watches a server from its start, so that it can later be emptied without breaking anybody's request. The function it
 * gives takes no new connections and resolves when the running answers are finished. A connection that is in use is
 * told to close with its next answer; one that is idle is closed after the grace. (The platform's own `close` drops
 * every connection between two requests at once, also where the next one is on its way.)
 */
export const prepareDrain = (server: Server): ((options: DrainOptions) => Promise<void>) => {
  const connections = new Map<Socket, Set<ServerResponse>>();
  let draining = false;
  let graceOver = false;

  server.on("connection", (socket) => {
    connections.set(socket, new Set());
    socket.once("close", () => connections.delete(socket));
  });
  server.prependListener("request", ({ socket }, response) => {
    const answers = connections.get(socket);
    answers?.add(response);
    if (draining) response.setHeader("connection", "close");
    response.once("close", () => {
      answers?.delete(response);
      if (graceOver && answers?.size === 0) socket.destroySoon();
    });
  });

  const closeIdle = () => {
    graceOver = true;
    for (const [socket, answers] of connections) if (answers.size === 0) socket.destroySoon();
  };
  const closeAll = () => {
    for (const socket of connections.keys()) socket.destroy();
  };

  return async ({ listeners, graceMs, deadlineMs }) => {
    draining = true;
    const closed = listeners.map(
      (listener) => new Promise((resolve) => NetServer.prototype.close.call(listener, resolve)),
    );
    for (const answers of connections.values())
      for (const answer of answers) if (!answer.headersSent) answer.setHeader("connection", "close");
    const timers = [setTimeout(closeIdle, graceMs), setTimeout(closeAll, deadlineMs)];
    await Promise.all(closed);
    for (const timer of timers) clearTimeout(timer);
  };
};

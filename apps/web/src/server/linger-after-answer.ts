import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

type LingerOptions = {
  /** How long a body is taken in after its request has been answered. */
  maxMs: number;
  /** How long nothing may come, 3 seconds unless given: some senders stop at the answer and leave the connection as it is. */
  idleMs?: number;
};

const lookEveryMs = 50;

/** Reads the rest of a body and forgets it; beyond the bounds the connection is cut. */
const dropRest = (request: IncomingMessage, { maxMs, idleMs = 3_000 }: LingerOptions) => {
  const { socket } = request;
  const begunAt = performance.now();
  let last = { bytes: socket.bytesRead, at: begunAt };
  // Counted at the connection: of a body that nobody has begun to read, the platform shows no bytes.
  const watch = setInterval(() => {
    if (request.complete) return stop();
    const [now, bytes] = [performance.now(), socket.bytesRead];
    if (bytes > last.bytes) last = { bytes, at: now };
    if (now - begunAt > maxMs || now - last.at > idleMs) socket.destroy();
  }, lookEveryMs);
  const stop = () => clearInterval(watch);
  socket.once("close", stop);
  request.once("end", stop);
  request.on("error", stop);
  // Whoever was reading has left off; left waiting, a reader would hold the rest back. The stream takes note of that in
  // the next tick, and would then undo what it was told in this one.
  for (const event of ["readable", "data"]) request.removeAllListeners(event);
  setImmediate(() => request.resume());
};

/**
 * Lets a sender finish whose request was answered before all of it had arrived: what still comes is read and forgotten,
 * so that the answer is not lost to a reset connection, and the connection stays usable. How much that is does not matter: it
 * costs less than what is taken. A connection that was to be closed is closed when the rest is here.
 */
export const lingerAfterAnswer = (server: Server, bounds: LingerOptions): void => {
  const latest = new WeakMap<Socket, IncomingMessage>();

  server.on("connection", (socket) => {
    const destroySoon = socket.destroySoon.bind(socket);
    // How the platform closes a connection after its last answer. With bytes unread that is a reset.
    socket.destroySoon = () => {
      const request = latest.get(socket);
      if (request === undefined || request.complete) destroySoon();
      else request.once("end", destroySoon);
    };
  });
  server.prependListener("request", (request, response) => {
    latest.set(request.socket, request);
    response.once("finish", () => {
      if (!request.complete) dropRest(request, bounds);
    });
  });
};

import type { Server } from "node:http";

/** Takes no new connections and resolves when the running answers are finished, or cut off after `deadlineMs`. */
export const drain = (server: Server, deadlineMs: number): Promise<void> =>
  new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });

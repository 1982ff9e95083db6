import type { Server } from "node:http";
import { createServer, Server as NetServer } from "node:net";

const listening = (server: NetServer, port: number, host?: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      resolve();
    });
  });

const hasNoIpv6 = (error: unknown) =>
  error instanceof Error && "code" in error && /^(EADDRNOTAVAIL|EAFNOSUPPORT)$/.test(String(error.code));

/**
 * Starts listening and resolves with all that listen. `loopbackOnly`: nobody but this machine gets in, under both of
 * localhost's addresses where it has both; else on every address. @throws Error when the port is taken
 */
export const listen = async (
  server: Server,
  { port, loopbackOnly }: { port: number; loopbackOnly: boolean },
): Promise<NetServer[]> => {
  if (!loopbackOnly) {
    await listening(server, port);
    return [server];
  }
  await listening(server, port, "127.0.0.1");
  // A server listens on one address; what arrives at the other is handed to it.
  const options = { allowHalfOpen: true, noDelay: true };
  const second = createServer(options, (socket) => void server.emit("connection", socket));
  try {
    await listening(second, port, "::1");
  } catch (error) {
    if (hasNoIpv6(error)) return [server];
    NetServer.prototype.close.call(server);
    throw error;
  }
  return [server, second];
};

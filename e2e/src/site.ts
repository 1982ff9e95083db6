import { once } from "node:events";
import { createServer } from "node:http";

/** A site of somebody else on this machine: one empty page at an origin of its own. */
export type Site = { origin: string; close(): void };

export const openSite = async (): Promise<Site> => {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<title>somebody else</title>");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a site listens on a port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createServer as createNetServer, type Server as NetServer } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, expect, test } from "vitest";
import { listen } from "./listen.ts";

let open: NetServer[] = [];
let server: Server;
afterEach(() => {
  server.closeAllConnections();
  for (const listener of open) listener.close();
  open = [];
});

const freePort = async () => {
  const probe = createNetServer().listen(0);
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
};

const start = async (loopbackOnly: boolean) => {
  server = createServer((_request, response) => void response.end("here"));
  const port = await freePort();
  open = await listen(server, { port, loopbackOnly });
  return port;
};

const others = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, family }) => !internal && family === "IPv4")
  .map(({ address }) => address);

const answers = (host: string, port: number) =>
  fetch(`http://${host}:${port}/`).then(
    (response) => response.text(),
    () => null,
  );

test("for this machine only: both names of localhost answer, no other address does", async () => {
  const port = await start(true);
  expect(await answers("127.0.0.1", port)).toBe("here");
  expect(await answers("localhost", port)).toBe("here");
  if (open.length === 2) expect(await answers("[::1]", port)).toBe("here");
  for (const address of others) expect(await answers(address, port)).toBeNull();
});

test("for everybody: every address answers", async () => {
  const port = await start(false);
  for (const host of ["127.0.0.1", ...others]) expect(await answers(host, port)).toBe("here");
});

test("a taken port is an error", async () => {
  const port = await start(true);
  await expect(listen(createServer(), { port, loopbackOnly: true })).rejects.toThrow("EADDRINUSE");
});

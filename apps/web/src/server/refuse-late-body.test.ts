import { once } from "node:events";
import type { Server } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { openWorld, type World } from "@cloudpix/api/testing";
import { createLog, noTelemetry } from "@cloudpix/telemetry";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import type { FetchHandler } from "./fetch-adapter.ts";
import { findHandler } from "./find-handler.ts";
import { createHttpServer } from "./http-server.ts";
import { createRequestFigures } from "./request-figures.ts";

// A request that is answered, or about to be, without a look at its body; and then the body cannot be read.

let world: World;
let server: Server;
const lines: Record<string, unknown>[] = [];
const exceptions: unknown[] = [];
const handlers = new Map<string, FetchHandler>();

beforeAll(async () => {
  const write = (line: string) => void lines.push(JSON.parse(line));
  world = await openWorld({
    log: createLog({ process: "test", level: "debug" }, { write }),
    telemetry: { ...noTelemetry, trackException: (error) => void exceptions.push(error) },
  });
  server = createHttpServer({
    running: runWorld(world, testEnv()),
    hotReload: false,
    findHandler: (path) => handlers.get(path) ?? findHandler(path),
    framework: (_request, response) => void response.end("a page"),
    figures: createRequestFigures(),
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

const spoiled = async (line: string): Promise<string> => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  const socket = connect({ port: address.port, host: "127.0.0.1", allowHalfOpen: true });
  const host = line.endsWith("without host") ? "" : "host: x\r\n";
  socket.write(`${line.split(" HTTP")[0]} HTTP/1.1\r\n${host}transfer-encoding: chunked\r\n\r\nzz\r\n`);
  const heard = text(socket).catch(() => "reset");
  socket.end();
  return heard;
};

const locked = "/s/AAAAAAAAAAAAAAAAAAAAAA";

test.each([
  "PROPFIND /x HTTP",
  "GET /x HTTP without host",
  "GET //x HTTP",
  `HEAD ${locked}/enter HTTP`,
  `GET ${locked}/enter HTTP`,
  `GET ${locked}/unlock HTTP`,
  "GET /s/x/enter HTTP",
  "OPTIONS /api/files HTTP",
  "POST /api/docs HTTP",
  "POST /api/nothing HTTP",
  "PUT /api/trpc/x HTTP",
  "POST /api/files HTTP",
  "GET /api/openapi.json HTTP",
  "GET /a-page HTTP",
])("%s: one answer, one line about it, no failure of ours, and the server goes on", async (line) => {
  const heard = await spoiled(line);
  expect(heard.match(/HTTP\/1\.1 \d{3}/g) ?? []).toHaveLength(heard === "reset" ? 0 : 1);
  await expect.poll(() => lines.filter(({ msg }) => msg === "request")).toHaveLength(1);
  expect(lines.filter(({ level }) => level === "error" || level === "warn")).toEqual([]);
  expect(exceptions).toEqual([]);
  expect(await spoiled("GET /api/health HTTP")).toMatch(/^HTTP\/1\.1 \d{3} /);
});

test("bytes that nobody will take are let go of, and whoever fetches them is told to stop", async () => {
  const fetched = Promise.withResolvers<AbortSignal>();
  const answer = Promise.withResolvers<Response>();
  const cancelled = Promise.withResolvers<void>();
  handlers.set("/slow-bytes", ({ signal }) => {
    fetched.resolve(signal);
    return answer.promise;
  });
  const heard = spoiled("GET /slow-bytes HTTP");
  const signal = await fetched.promise;
  expect(await heard).toMatch(/^HTTP\/1\.1 400 /);
  await expect.poll(() => signal.aborted).toBe(true);
  answer.resolve(
    new Response(new ReadableStream({ cancel: () => cancelled.resolve() }), {
      headers: { "content-type": "image/jpeg" },
    }),
  );
  await cancelled.promise;
});

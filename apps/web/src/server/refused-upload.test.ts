import { once } from "node:events";
import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { openWorld, type World } from "@cloudpix/api/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import { findHandler } from "./find-handler.ts";
import { createHttpServer } from "./http-server.ts";
import { createRequestFigures } from "./request-figures.ts";
import { formOf, formType, part } from "./rest/testing/form-text.ts";

const MIB = 1024 ** 2;

let world: World;
let server: Server;
let token: string;
let client: Socket;
let failures: Error[];
let heard: string;
beforeEach(async () => {
  world = await openWorld();
  ({ token } = await world.person());
  server = createHttpServer({
    running: runWorld(world, testEnv({ UPLOAD_FORM_MAX_BYTES: "1000" })),
    hotReload: false,
    findHandler,
    framework: (_request, response) => void response.end("a page"),
    figures: createRequestFigures(),
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  client = connect(address.port, "127.0.0.1");
  failures = [];
  heard = "";
  client.on("error", (error) => failures.push(error));
  client.on("data", (data) => {
    heard += data;
  });
});
afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  server.close();
  await world.close();
});

const head = (headers: Record<string, string>) => {
  const lines = Object.entries({ host: "localhost", ...headers }).map(([name, value]) => `${name}: ${value}`);
  client.write(`POST /api/files/upload HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
};
const pieces = function* (bytes: number) {
  const piece = Buffer.alloc(64 * 1024);
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece.subarray(0, bytes - sent);
};
/** Writes all of it, whatever is answered meanwhile, as senders do that look up only at the end. */
const sendAll = async (bytes: number) => {
  const body = Readable.from(pieces(bytes));
  body.pipe(client, { end: false });
  await Promise.race([once(body, "end"), new Promise((resolve) => client.once("close", resolve))]);
};
/** How much a form may hold. */
const allow = (uploadFormMaxBytes: number) => {
  world.services.settings = { ...world.services.settings, uploadFormMaxBytes };
};
const bearer = () => ({ authorization: `Bearer ${token}` });

const typed = { "content-type": "image/jpeg" };
const refused: [string, number, string, number, () => Record<string, string>][] = [
  ["its token", 401, "auth.required", 100 * MIB, () => formType],
  ["its type", 415, "input.media_type", 100 * MIB, () => ({ ...bearer(), ...typed })],
  ["its size", 413, "upload.too_large", MIB, () => ({ ...bearer(), ...formType })],
];

test.each(refused)(
  "a large upload that is refused for %s may be sent to its end, is told %i, and the connection goes on",
  async (_, status, code, mostBytes, headers) => {
    allow(mostBytes);
    head({ ...headers(), "content-length": String(60 * MIB) });
    await sendAll(60 * MIB);
    await expect.poll(() => heard).toContain(`"code":"${code}"`);
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    client.write("GET /api/health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    await expect.poll(() => client.closed).toBe(true);
    expect(heard).toContain("CloudPix API");
    expect(failures).toEqual([]);
  },
);

test.each(refused)(
  "whoever asks before sending and is refused for %s is told %i, and never to go on",
  async (_, status, code, mostBytes, headers) => {
    allow(mostBytes);
    head({ ...headers(), expect: "100-continue", "content-length": String(60 * MIB) });
    await expect.poll(() => heard).toContain(`"code":"${code}"`);
    expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    client.end();
    await expect.poll(() => client.closed).toBe(true);
    expect(heard.match(/HTTP\/1\.1 \d{3}/g)).toHaveLength(1);
  },
);

test("whoever asks before sending what will be taken is told to go on", async () => {
  const form = formOf(part('name="file"; filename="a.jpg"', "1"));
  head({ ...bearer(), ...formType, expect: "100-continue", "content-length": String(form.length) });
  await expect.poll(() => heard).toBe("HTTP/1.1 100 Continue\r\n\r\n");
  client.write(form);
  await expect.poll(() => heard).toContain('"fileName":"a.jpg"');
  expect(heard.match(/HTTP\/1\.1 \d{3}/g)).toEqual(["HTTP/1.1 100", "HTTP/1.1 201"]);
});

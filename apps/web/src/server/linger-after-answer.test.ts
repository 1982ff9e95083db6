import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { afterEach, expect, test } from "vitest";
import { lingerAfterAnswer } from "./linger-after-answer.ts";

const MIB = 1024 ** 2;

let server: Server;
let client: Socket;
afterEach(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

const refuse: RequestListener = (_request, response) => {
  response.writeHead(401, { "content-type": "application/json", "content-length": 15 });
  response.end('{"error":"no!"}');
};
/** As handlers do that look at the first bytes and then refuse. */
const readAndRefuse: RequestListener = async (request, response) => {
  const reader = request[Symbol.asyncIterator]();
  await reader.next();
  refuse(request, response);
};

const closed = () => expect.poll(() => client.closed, { timeout: 2_000 }).toBe(true);

const start = async (handle: RequestListener, bounds = { maxMs: 5_000, idleMs: 5_000 }) => {
  server = createServer(handle);
  lingerAfterAnswer(server, bounds);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address: AddressInfo | string | null = server.address();
  client = connect(typeof address === "object" && address !== null ? address.port : 0, "127.0.0.1");
  let text = "";
  const failures: Error[] = [];
  client.on("data", (data) => {
    text += data;
  });
  client.on("error", (error) => failures.push(error));
  return { failures, read: () => text };
};

const parts = function* (bytes: number) {
  const part = Buffer.alloc(64 * 1024);
  for (let sent = 0; sent < bytes; sent += part.length) yield part.subarray(0, bytes - sent);
};

/** Writes a whole request, as fast as the server takes it; resolves when its last byte is out or the connection is. */
const send = async (bytes: number, headers: readonly string[] = []) => {
  const head = ["POST /upload HTTP/1.1", "host: x", `content-length: ${bytes}`, ...headers, "", ""];
  client.write(head.join("\r\n"));
  const body = Readable.from(parts(bytes));
  body.pipe(client, { end: false });
  await Promise.race([once(body, "end"), new Promise((resolve) => client.once("close", resolve))]);
};

test.each([
  ["read nothing", refuse],
  ["read the beginning", readAndRefuse],
])(
  "whoever sends 20 MB to a handler that %s gets the answer, and the next one on the same connection",
  async (_, handle) => {
    const { failures, read } = await start(handle);
    await send(20 * MIB);
    await expect.poll(read).toContain('{"error":"no!"}');
    client.write("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    await closed();
    expect(read().match(/HTTP\/1\.1 401/g)).toHaveLength(2);
    expect(failures).toEqual([]);
  },
);

test.each([
  ["read nothing", refuse],
  ["read the beginning", readAndRefuse],
])("so does a sender that wants the connection closed when the handler %s", async (_, handle) => {
  const { failures, read } = await start(handle);
  await send(20 * MIB, ["connection: close"]);
  await closed();
  expect(read()).toMatch(/^HTTP\/1\.1 401 [\s\S]+\{"error":"no!"\}$/);
  expect(failures).toEqual([]);
});

test("a sender that does not stop is cut off, with the answer long on its way", async () => {
  const { read } = await start(refuse, { maxMs: 100, idleMs: 10_000 });
  await send(4_000 * MIB);
  await closed();
  expect(read()).toContain('{"error":"no!"}');
  expect(client.bytesWritten).toBeLessThan(2_000 * MIB);
});

test("a sender that says nothing more is not waited for", async () => {
  const { read } = await start(refuse, { maxMs: 10_000, idleMs: 50 });
  client.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n123");
  await closed();
  expect(read()).toContain('{"error":"no!"}');
});

test("a sender that trickles is not waited for without end", async () => {
  const { read } = await start(refuse, { maxMs: 100, idleMs: 10_000 });
  client.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n");
  const trickle = setInterval(() => client.write("x"), 5);
  await closed();
  clearInterval(trickle);
  expect(read()).toContain('{"error":"no!"}');
});

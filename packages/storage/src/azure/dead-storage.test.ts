import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import net from "node:net";
import { afterEach, expect, test } from "vitest";
import { openAzureStorage } from "./open-azure-storage.ts";

const message = { type: "thumbnail", userId: randomUUID(), fileId: randomUUID() } as const;
const servers: net.Server[] = [];
const sockets = new Set<net.Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A port where `serve` meets every connection. */
const listen = async (serve: (socket: net.Socket) => void): Promise<number> => {
  const server = net.createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    serve(socket);
  });
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
};

const storageAt = (port: number) =>
  openAzureStorage({
    connectionString: [
      "DefaultEndpointsProtocol=http",
      "AccountName=account",
      `AccountKey=${randomBytes(32).toString("base64")}`,
      `BlobEndpoint=http://127.0.0.1:${port}/account`,
      `QueueEndpoint=http://127.0.0.1:${port}/account`,
    ].join(";"),
  });

async function* someBytes() {
  yield new Uint8Array(10);
}

const methodsOf = async (port: number) => {
  const { blobs, queue } = await storageAt(port);
  const blob = { container: "cloudpix-files", name: "a" } as const;
  return [
    () => blobs.facts(blob),
    () => blobs.read(blob),
    () => blobs.write(blob, new Uint8Array(10), "a/b"),
    () => blobs.writeStream(blob, someBytes(), { contentType: "a/b" }),
    () => blobs.receivedBlocks("a"),
    () => blobs.remove(blob),
    () => blobs.removeFolder("cloudpix-files", "a"),
    () => blobs.list("cloudpix-files", { before: new Date(), limit: 1 }),
    () => blobs.ping(),
    () => queue.send(message),
    () => queue.receive(1, 1_000),
    () => queue.depth(),
    () => queue.ping(),
  ];
};

const answer = (status: number, code: string) => (socket: net.Socket) => {
  socket.on("data", () =>
    socket.write(`HTTP/1.1 ${status} No\r\nx-ms-error-code: ${code}\r\ncontent-length: 0\r\n\r\n`),
  );
};

test("storage that refuses connections is reported as unavailable within 2 s, whatever was asked", async () => {
  const port = await listen(() => undefined);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const startedAt = performance.now();
  const outcomes = await Promise.allSettled((await methodsOf(port)).map((method) => method()));
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ reason: { code: "dependency.unavailable", retryAfterSeconds: 5 } });
  }
});

test("storage that takes connections and never answers is reported as unavailable within 8 s", async () => {
  const port = await listen(() => undefined);
  const startedAt = performance.now();
  const outcomes = await Promise.allSettled((await methodsOf(port)).map((method) => method()));
  expect(performance.now() - startedAt).toBeLessThan(8_000);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ reason: { code: "dependency.unavailable" } });
});

test("a server that is busy or broken is unavailable", async () => {
  for (const [status, code] of [
    [503, "ServerBusy"],
    [500, "InternalError"],
    [429, "TooManyRequests"],
  ] as const) {
    const { blobs } = await storageAt(await listen(answer(status, code)));
    const outcome = await Promise.allSettled([blobs.ping()]);
    expect(outcome).toMatchObject([{ reason: { code: "dependency.unavailable" } }]);
  }
});

test("a missing container or queue is a broken deployment, never 'there is no such blob'", async () => {
  const blob = { container: "cloudpix-files", name: "a" } as const;
  const noContainer = await storageAt(await listen(answer(404, "ContainerNotFound")));
  await expect(noContainer.blobs.facts(blob)).rejects.toMatchObject({ code: "internal" });
  await expect(noContainer.blobs.read(blob)).rejects.toMatchObject({ code: "internal" });
  await expect(noContainer.blobs.receivedBlocks("a")).rejects.toMatchObject({ code: "internal" });
  await expect(noContainer.blobs.remove(blob)).rejects.toMatchObject({ code: "internal" });
  await expect(noContainer.blobs.copy(blob, `"1"`, blob, 1)).rejects.toMatchObject({ code: "internal" });
  const noQueue = await storageAt(await listen(answer(404, "QueueNotFound")));
  await expect(noQueue.queue.receive(1, 1_000)).rejects.toMatchObject({ code: "internal" });
});

test("an error names the operation and storage's code, and carries no name, key or signature", async () => {
  const { blobs } = await storageAt(await listen(answer(403, "AuthenticationFailed")));
  const blob = { container: "cloudpix-files", name: "secret-name" } as const;
  const [outcome] = await Promise.allSettled([blobs.copy(blob, `"1"`, blob, 1)]);
  expect(outcome).toMatchObject({ reason: { code: "internal" } });
  const told = outcome?.status === "rejected" ? String(outcome.reason.cause) : "";
  expect(told).toContain("copy blob: answered 403 [AuthenticationFailed]");
  expect(told).not.toMatch(/secret-name|sig=|http/);
});

test("a connection string without a key is refused at once", async () => {
  const connectionString = "BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=sv=1&sig=x";
  await expect(openAzureStorage({ connectionString })).rejects.toMatchObject({ code: "internal" });
});

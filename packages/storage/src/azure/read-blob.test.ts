import type http from "node:http";
import { afterEach, expect, test } from "vitest";
import { openScriptedStorage } from "../testing/scripted-storage.ts";

const SIZE_BYTES = 64 * 1024 ** 2;
const blob = { container: "cloudpix-files", name: "large" } as const;

let storage: Awaited<ReturnType<typeof openScriptedStorage>> | undefined;
afterEach(() => storage?.close());
const serve = async (answer: http.RequestListener) => {
  storage = await openScriptedStorage(answer);
  return storage;
};

const download = (response: http.ServerResponse, from: number) => {
  response.writeHead(from === 0 ? 200 : 206, {
    etag: `"1"`,
    "content-length": SIZE_BYTES - from,
    ...(from === 0 ? {} : { "content-range": `bytes ${from}-${SIZE_BYTES - 1}/${SIZE_BYTES}` }),
  });
};

/** Writes zeros as fast as the connection takes them. */
const pour = (response: http.ServerResponse, bytes: number, onBytes: (count: number) => void) => {
  const chunk = Buffer.alloc(256 * 1024);
  let left = bytes;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.byteLength;
      onBytes(chunk.byteLength);
      if (!response.write(chunk)) {
        response.once("drain", more);
        return;
      }
    }
    if (left <= 0) response.end();
  };
  more();
};

test("a reader that takes nothing stops the sender: the blob is never buffered whole", async () => {
  let sent = 0;
  let stalled: () => boolean = () => false;
  const { blobs } = await serve((_request, response) => {
    download(response, 0);
    stalled = () => response.writableNeedDrain;
    pour(response, SIZE_BYTES, (count) => {
      sent += count;
    });
  });
  const read = await blobs.read(blob);
  const reader = read?.stream.getReader();
  await reader?.read();
  await expect.poll(() => stalled(), { timeout: 10_000 }).toBe(true);
  const afterFirstChunk = sent;
  // Kernel buffers of a loopback connection take some megabytes; the process takes none beyond its water marks.
  expect(afterFirstChunk).toBeLessThan(SIZE_BYTES / 2);
  await reader?.cancel();
});

test("cancelling the stream closes the connection to storage", async () => {
  const closed = Promise.withResolvers<void>();
  const { blobs } = await serve((_request, response) => {
    download(response, 0);
    response.once("close", () => closed.resolve());
    pour(response, SIZE_BYTES, () => undefined);
  });
  const read = await blobs.read(blob);
  await read?.stream.cancel();
  await expect(closed.promise).resolves.toBeUndefined();
});

test("a download that breaks off is taken up where it broke off, of the same version only", async () => {
  const asked: (string | undefined)[] = [];
  const { blobs } = await serve((request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(String(request.headers["x-ms-range"] ?? ""))?.[1] ?? 0);
    asked.push(request.headers["if-match"]);
    download(response, from);
    if (from === 0) response.write(Buffer.alloc(1024 ** 2), () => response.destroy());
    else pour(response, SIZE_BYTES - from, () => undefined);
  });
  const read = await blobs.read(blob);
  let received = 0;
  for await (const chunk of read?.stream ?? []) received += chunk.byteLength;
  expect(received).toBe(SIZE_BYTES);
  expect(asked).toEqual([undefined, `"1"`]);
});

test("a download that cannot be finished ends in dependency.unavailable, never in a short file", async () => {
  const { blobs, close } = await serve((_request, response) => {
    download(response, 0);
    response.write(Buffer.alloc(1024));
  });
  const read = await blobs.read(blob);
  close();
  const drain = async () => {
    for await (const _chunk of read?.stream ?? []);
  };
  await expect(drain()).rejects.toMatchObject({ code: "dependency.unavailable" });
});

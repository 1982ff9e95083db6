import { createHash } from "node:crypto";
import type http from "node:http";
import { buffer } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { openScriptedStorage } from "../testing/scripted-storage.ts";

const MIB = 1024 ** 2;
const blob = { container: "cloudpix-files", name: "u/f/film.mp4" } as const;
const asVideo = { contentType: "video/mp4" };

let storage: Awaited<ReturnType<typeof openScriptedStorage>> | undefined;
afterEach(() => storage?.close());

type Asked = { kind: string; blockId: string; headers: http.IncomingHttpHeaders; body: Buffer };

/** Storage that takes everything, after `before` has had its say: what it answers itself is not answered again. */
const script = async (
  before: (asked: Asked, response: http.ServerResponse) => Promise<void> | void = () => undefined,
) => {
  const all: Asked[] = [];
  storage = await openScriptedStorage(async (request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://storage");
    // A request that was cut off has no whole body; nobody waits for an answer to it.
    const body = await buffer(request).catch(() => null);
    if (body === null) return;
    const kind = searchParams.get("comp") ?? "whole";
    const asked = { kind, blockId: searchParams.get("blockid") ?? "", headers: request.headers, body };
    all.push(asked);
    await before(asked, response);
    if (!response.headersSent && !response.destroyed) response.writeHead(201, { etag: `"1"` }).end();
  });
  return { blobs: storage.blobs, all, of: (kind: string) => all.filter((asked) => asked.kind === kind) };
};

/** Yields `count` times a mebibyte of its own number. */
async function* mebibytes(count: number, onPull: (pulled: number) => void = () => undefined) {
  for (let index = 0; index < count; index++) {
    onPull(index + 1);
    yield Buffer.alloc(MIB, index);
  }
}

const refuse = (response: http.ServerResponse, status: number, code: string) => {
  response.writeHead(status, { "x-ms-error-code": code }).end();
};

test("every block carries the MD5 of its bytes; the list that ends it names them in their order, and the type", async () => {
  const { blobs, of } = await script();
  await blobs.writeStream(blob, mebibytes(18), asVideo);
  const blocks = of("block");
  for (const { headers, body } of blocks) {
    expect(headers["content-md5"]).toBe(createHash("md5").update(body).digest("base64"));
  }
  expect(new Set(blocks.map(({ blockId }) => blockId.length)).size).toBe(1);
  const [list, ...more] = of("blocklist");
  expect(more).toEqual([]);
  expect(list?.headers["x-ms-blob-content-type"]).toBe("video/mp4");
  const named = [...String(list?.body).matchAll(/<Latest>(.+?)<\/Latest>/g)].map(([, id]) => id);
  expect(new Set(named).size).toBe(9);
  const inOrder = named.map((id) => blocks.find(({ blockId }) => blockId === id)?.body ?? Buffer.alloc(0));
  const sent = await Array.fromAsync(mebibytes(18));
  expect(Buffer.concat(inOrder).equals(Buffer.concat(sent))).toBe(true);
});

test("what is smaller than a block takes one request, with its MD5 and its type", async () => {
  const { blobs, all } = await script();
  await blobs.writeStream(blob, mebibytes(1), asVideo);
  expect(all.map(({ kind }) => kind)).toEqual(["whole"]);
  expect(all[0]?.headers["x-ms-blob-content-type"]).toBe("video/mp4");
  expect(all[0]?.headers["content-md5"]).toBe(
    createHash("md5")
      .update(all[0]?.body ?? "")
      .digest("base64"),
  );
});

test("a slow storage slows the source down: at most two blocks are ever in memory", async () => {
  let pulled = 0;
  let arrived = 0;
  let most = 0;
  const { blobs } = await script(async ({ body }) => {
    // Long enough for a source that nobody holds back to run ahead.
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    arrived += body.byteLength / MIB;
  });
  const source = mebibytes(80, (count) => {
    pulled = count;
    most = Math.max(most, pulled - arrived);
  });
  await blobs.writeStream(blob, source, asVideo);
  expect(arrived).toBeGreaterThanOrEqual(80);
  // Beside the blocks only the chunk that waits for a buffer.
  expect(most).toBeLessThanOrEqual(2 * 2 + 1);
});

test("a storage that never answers a block holds the source where it is", async () => {
  const hold = Promise.withResolvers<void>();
  let pulled = 0;
  const { blobs, of } = await script(({ kind }) => (kind === "block" ? hold.promise : undefined));
  const source = mebibytes(80, (count) => {
    pulled = count;
  });
  const written = blobs.writeStream(blob, source, asVideo);
  await expect.poll(() => of("block").length).toBe(2);
  expect(pulled).toBeLessThanOrEqual(5);
  hold.resolve();
  expect(await written).toEqual({ sizeBytes: 80 * MIB });
});

test.for([
  ["runs on", mebibytes],
  [
    "is stuck",
    async function* (count: number) {
      yield* mebibytes(count / 10);
      await new Promise(() => undefined);
    },
  ],
] as const)(
  "a block that storage does not take ends the write while the source %s, and nothing is committed",
  async ([, source]) => {
    const { blobs, of } = await script(({ kind }, response) => {
      if (kind === "block") refuse(response, 503, "ServerBusy");
    });
    await expect(blobs.writeStream(blob, source(100), asVideo)).rejects.toMatchObject({
      code: "dependency.unavailable",
    });
    expect(of("blocklist")).toEqual([]);
  },
);

test("a block that storage refuses because it was damaged on its way is never committed", async () => {
  const { blobs, of } = await script(({ kind, blockId }, response) => {
    const isSecond = Buffer.from(blockId, "base64").toString().endsWith("-000001");
    if (kind === "block" && isSecond) refuse(response, 400, "Md5Mismatch");
  });
  await expect(blobs.writeStream(blob, mebibytes(20), asVideo)).rejects.toMatchObject({
    code: "dependency.unavailable",
  });
  expect(of("blocklist")).toEqual([]);
});

test("connections that break in the middle of it cost another try, not the write", async () => {
  const broken = new Set<string>();
  const { blobs, of } = await script(({ kind, blockId }, response) => {
    const key = `${kind} ${blockId}`;
    if (broken.has(key)) return;
    broken.add(key);
    response.destroy();
  });
  expect(await blobs.writeStream(blob, mebibytes(10), asVideo)).toEqual({ sizeBytes: 10 * MIB });
  expect(of("blocklist")).toHaveLength(2);
  for (const { headers, body } of of("block")) {
    expect(headers["content-md5"]).toBe(createHash("md5").update(body).digest("base64"));
  }
});

test("an abort cuts the blocks that are on their way", async () => {
  const abort = new AbortController();
  const cut = Promise.withResolvers<void>();
  const { blobs, of } = await script(({ kind }, response) => {
    if (kind !== "block") return;
    response.once("close", () => cut.resolve());
    abort.abort(new Error("the sender went away"));
    return new Promise(() => undefined);
  });
  const written = blobs.writeStream(blob, mebibytes(20), { ...asVideo, signal: abort.signal });
  await expect(written).rejects.toThrow("the sender went away");
  await cut.promise;
  expect(of("blocklist")).toEqual([]);
});

test("blocks that another write dropped are an unavailability that a new try gets over, never a blob with a hole", async () => {
  const { blobs } = await script(({ kind }, response) => {
    if (kind === "blocklist") refuse(response, 400, "InvalidBlockList");
  });
  await expect(blobs.writeStream(blob, mebibytes(5), asVideo)).rejects.toMatchObject({
    code: "dependency.unavailable",
  });
});

import { once } from "node:events";
import { createServer, request as open, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { answerWith, type FetchHandler } from "./fetch-adapter.ts";

const MIB = 1024 ** 2;

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const failures: unknown[] = [];
const serve = async (handler: FetchHandler): Promise<string> => {
  failures.length = 0;
  server = createServer((incoming, outgoing) => {
    outgoing.setHeader("x-content-type-options", "nosniff");
    outgoing.setHeader("cache-control", "public");
    outgoing.setHeader("vary", "Origin");
    answerWith(handler, incoming, outgoing).catch((error: unknown) => failures.push(error));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
};

const mebibytes = (count: number, onPull: () => void = () => {}) => {
  let left = count;
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        onPull();
        if (left === 0) return controller.close();
        left -= 1;
        controller.enqueue(new Uint8Array(MIB));
      },
    },
    { highWaterMark: 0 },
  );
};

test("method, target, headers and body arrive as they were sent", async () => {
  const origin = await serve(async (request) =>
    Response.json({
      method: request.method,
      path: new URL(request.url).pathname + new URL(request.url).search,
      header: request.headers.get("x-asked"),
      body: await request.text(),
    }),
  );
  const answer = await fetch(`${origin}/a%20b?c=d`, {
    method: "PUT",
    headers: { "x-asked": "yes" },
    body: "é",
  });
  expect(await answer.json()).toEqual({ method: "PUT", path: "/a%20b?c=d", header: "yes", body: "é" });
});

test("what the handler says wins over what was said before, and every cookie is set", async () => {
  const origin = await serve(() => {
    const headers = new Headers({ "cache-control": "no-store" });
    headers.append("set-cookie", "a=1");
    headers.append("set-cookie", "b=2");
    return new Response("yes", { status: 201, headers });
  });
  const answer = await fetch(origin);
  expect(answer.status).toBe(201);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("a length that was told is kept, for a download and for a HEAD", async () => {
  const headers = { "content-type": "image/webp", "content-length": String(MIB) };
  const origin = await serve(
    ({ method }) => new Response(method === "HEAD" ? null : mebibytes(1), { headers }),
  );
  for (const method of ["GET", "HEAD"]) {
    expect((await fetch(origin, { method })).headers.get("content-length")).toBe(String(MIB));
  }
});

test("a body is read no faster than the handler takes it", async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const origin = await serve(async (request) => {
    await request.body?.getReader().read();
    await answered;
    return new Response(null, { status: 204 });
  });
  const sending = open(origin, { method: "POST", headers: { "content-length": 64 * MIB } });
  let taken = 0;
  const piece = Buffer.alloc(MIB);
  while (taken < 64 && sending.write(piece)) taken += 1;
  // What is not taken stays with the sender, up to the buffers of the two sockets.
  await expect.poll(() => sending.writableNeedDrain).toBe(true);
  expect(taken).toBeLessThan(16);
  answer();
  sending.destroy();
  sending.on("error", () => {});
});

test("an answer is made no faster than it is read", async () => {
  let pulled = 0;
  const onPull = () => {
    pulled += 1;
  };
  const origin = await serve(
    () => new Response(mebibytes(200, onPull), { headers: { "content-type": "video/mp4" } }),
  );
  const answer = await fetch(origin);
  const reader = answer.body?.getReader();
  await reader?.read();
  const settled = async () => {
    const before = pulled;
    await new Promise((resolve) => setImmediate(resolve));
    return pulled === before;
  };
  await expect.poll(settled).toBe(true);
  expect(pulled).toBeLessThan(100);
  await reader?.cancel();
});

test("a sender that goes away aborts the handler's work, and is no error of ours", async () => {
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const origin = await serve(async ({ signal }) => {
    signal.addEventListener("abort", () => resolve());
    begin();
    await aborted;
    return new Response("too late");
  });
  const sending = open(origin);
  sending.on("error", () => {});
  sending.end();
  await begun;
  sending.destroy();
  await aborted;
  expect(failures).toEqual([]);
});

test("a handler that fails has sent nothing", async () => {
  const origin = await serve(() => Promise.reject(new Error("no")));
  const asked = fetch(origin, { signal: AbortSignal.timeout(10_000) });
  await expect.poll(() => failures).toHaveLength(1);
  server.closeAllConnections();
  await expect(asked).rejects.toThrow();
});

test("what is small already is sent as it is, and what answers vary by adds up", async () => {
  const bytes = gzipSync("x".repeat(10_000));
  const headers = { "content-type": "text/plain", "content-encoding": "gzip", vary: "Accept-Encoding" };
  const origin = await serve(() => new Response(new Uint8Array(bytes), { headers }));
  const answer = await fetch(origin);
  expect(await answer.text()).toBe("x".repeat(10_000));
  expect(answer.headers.get("vary")).toBe("Origin, Accept-Encoding");
});

test("a document that is text is bytes: sent as it flows, under the length and the range that were told", async () => {
  let pulled = 0;
  const onPull = () => {
    pulled += 1;
  };
  const told = { "content-type": "text/plain", "content-length": String(200 * MIB) };
  const headers = { ...told, "content-range": `bytes 0-${200 * MIB - 1}/${300 * MIB}` };
  const origin = await serve(() => new Response(mebibytes(200, onPull), { status: 206, headers }));
  const answer = await fetch(origin, { headers: { "accept-encoding": "gzip" } });
  expect(answer.headers.get("content-encoding")).toBeNull();
  expect(answer.headers.get("content-length")).toBe(told["content-length"]);
  const reader = answer.body?.getReader();
  await reader?.read();
  expect(pulled).toBeLessThan(100);
  await reader?.cancel();
});

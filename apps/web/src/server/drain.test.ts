import { once } from "node:events";
import { Agent, createServer, get, type Server } from "node:http";
import { connect, createServer as createNetServer, type Server as NetServer } from "node:net";
import { text } from "node:stream/consumers";
import { beforeEach, expect, test } from "vitest";
import { prepareDrain } from "./drain.ts";

let server: Server;
let drain: ReturnType<typeof prepareDrain>;
let port: number;
let release: PromiseWithResolvers<void>;
let answered: number;

beforeEach(async () => {
  release = Promise.withResolvers();
  answered = 0;
  server = createServer({ keepAliveTimeout: 65_000 }, async (request, response) => {
    answered += 1;
    if (request.url === "/slow") await release.promise;
    if (request.url === "/stream") {
      response.write("first,");
      await release.promise;
    }
    response.end("done");
  });
  drain = prepareDrain(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});

const ask = async (agent: Agent, path: string) => {
  const [response] = await once(get({ host: "127.0.0.1", port, path, agent }), "response");
  return { connection: response.headers.connection, body: await text(response) };
};

const keepAlive = () => new Agent({ keepAlive: true, maxSockets: 1 });

test("clients that ask without a pause are told to close, and no request of theirs is broken", async () => {
  const failures: string[] = [];
  const client = async () => {
    const agent = keepAlive();
    for (;;) {
      try {
        if ((await ask(agent, "/")).connection === "close") return;
      } catch (error) {
        failures.push(String(error));
        return;
      }
    }
  };
  const clients = Promise.all(Array.from({ length: 8 }, client));
  await expect.poll(() => answered).toBeGreaterThan(200);
  await drain({ listeners: [server], graceMs: 300, deadlineMs: 5_000 });
  await clients;
  expect(failures).toEqual([]);
});

test("a running answer is finished, and told to be the last on its connection", async () => {
  const slow = ask(keepAlive(), "/slow");
  const stream = ask(keepAlive(), "/stream");
  await expect.poll(() => answered).toBe(2);
  const drained = drain({ listeners: [server], graceMs: 10, deadlineMs: 5_000 });
  release.resolve();
  expect(await slow).toEqual({ connection: "close", body: "done" });
  expect((await stream).body).toBe("first,done");
  await drained;
});

test("connections that are idle, or become so, or never asked, hold nothing up", async () => {
  const begun = performance.now();
  await ask(keepAlive(), "/");
  const silent = connect(port, "127.0.0.1");
  await once(silent, "connect");
  const stream = ask(keepAlive(), "/stream");
  await expect.poll(() => answered).toBe(2);
  const drained = drain({ listeners: [server], graceMs: 50, deadlineMs: 60_000 });
  release.resolve();
  expect((await stream).body).toBe("first,done");
  await drained;
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test("at the deadline what still runs is cut off", async () => {
  const slow = ask(keepAlive(), "/slow");
  const failed = expect(slow).rejects.toThrow(/hang up|ECONNRESET/);
  await expect.poll(() => answered).toBe(1);
  await drain({ listeners: [server], graceMs: 10, deadlineMs: 50 });
  await failed;
});

test("what a second listener handed over is drained like the rest", async () => {
  const second = createNetServer({ allowHalfOpen: true }, (socket) => void server.emit("connection", socket));
  second.listen(0, "127.0.0.1");
  await once(second, "listening");
  const address = second.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  expect((await ask(keepAlive(), "/")).body).toBe("done");
  await drain({ listeners: [server, second], graceMs: 10, deadlineMs: 60_000 });
  expect([server, second].some((listener: NetServer) => listener.listening)).toBe(false);
});

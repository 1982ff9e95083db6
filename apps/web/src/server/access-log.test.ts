import { once } from "node:events";
import { request as ask, type Server } from "node:http";
import { openWorld, upload, type World } from "@cloudpix/api/testing";
import { createLog, createLogTelemetry } from "@cloudpix/telemetry";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import { findHandler } from "./find-handler.ts";
import { createHttpServer } from "./http-server.ts";
import { createRequestFigures } from "./request-figures.ts";

const given = "given-by-the-proxy-1";

let world: World;
let server: Server;
let lines: Record<string, unknown>[];
const serve = async (settings: Record<string, string> = {}) => {
  const running = runWorld(world, testEnv(settings));
  const framework = () => {
    throw new Error("nothing here is a page");
  };
  server = createHttpServer({
    running,
    hotReload: false,
    findHandler,
    framework,
    figures: createRequestFigures(),
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
};
beforeEach(async () => {
  lines = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  world = await openWorld({ log: createLog({ process: "test", level: "info" }, { write }) });
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

const origin = () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  return `http://127.0.0.1:${address.port}`;
};
const accessLine = async (requestId: string | null) => {
  const find = () => lines.filter((line) => line["msg"] === "request" && line["requestId"] === requestId);
  await expect.poll(() => find().length).toBe(1);
  return find()[0];
};
/** An answer, read whole, and its line. */
const send = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${origin()}${path}`, init);
  const body: unknown = response.status === 204 ? null : await response.json();
  const requestId = response.headers.get("x-request-id");
  return { status: response.status, body, requestId, line: await accessLine(requestId) };
};

test("a request is one line: when, which, who, what kind of address, how it ended and how long it took", async () => {
  await serve();
  const ada = await world.person();
  const file = await upload(world, ada);
  const { requestId, line } = await send(`/api/files/${file.fileId}`, {
    headers: { authorization: `Bearer ${ada.token}` },
  });
  expect(line).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    process: "test",
    requestId,
    userId: ada.user.userId,
    method: "GET",
    route: "/api/files/:fileId",
    status: 200,
    durationMs: expect.any(Number),
    complete: true,
    msg: "request",
  });
});

test("a stranger's line names nobody, and a refused one has its status", async () => {
  await serve();
  const { line } = await send("/api/files", { headers: { authorization: "Bearer eyJ.wrong.token" } });
  expect(line).toMatchObject({ route: "/api/files", status: 401, complete: true });
  expect(line).not.toHaveProperty("userId");
});

test("a request whose sender left in the middle is told as not complete", async () => {
  await serve({ TRUSTED_PROXIES: "127.0.0.1" });
  const ada = await world.person();
  const begun = once(server, "request");
  const request = ask(`${origin()}/api/files/upload`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${ada.token}`,
      "content-type": "multipart/form-data; boundary=x",
      "content-length": "100000",
      "x-request-id": given,
    },
  });
  request.on("error", () => {});
  request.write("--x\r\n");
  await begun;
  request.destroy();
  expect(await accessLine(given)).toMatchObject({ route: "/api/files/upload", complete: false });
  // By then its handler has long left off.
  await send("/api/health");
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
});

const withId = { headers: { "x-request-id": given } };

test("a request id is accepted from a trusted proxy", async () => {
  await serve({ TRUSTED_PROXIES: "127.0.0.1" });
  expect((await send("/api/health", withId)).requestId).toBe(given);
});

test.each(["short", "x".repeat(65), "has a space in it", "has\u00e9accents", `"},{"forged":"1`])(
  "an id that is none is made anew, also when a trusted proxy sends it: %j",
  async (id) => {
    await serve({ TRUSTED_PROXIES: "127.0.0.1" });
    const { requestId } = await send("/api/health", { headers: { "x-request-id": id } });
    expect(requestId).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
  },
);

test("a stranger's request id is not believed", async () => {
  await serve();
  expect((await send("/api/health", withId)).requestId).not.toBe(given);
});

test.each([
  ["REST", "/api/files", {}],
  ["REST, an unknown address", "/api/nothing", {}],
  ["a share's bytes", "/s/AAAAAAAAAAAAAAAAAAAAAA/file", {}],
  ["tRPC before its procedures", "/api/trpc/files.list", { method: "PUT" }],
  ["a path that cannot be read", "/api/%E0%A4%A", {}],
] as const)("every error body names its request: %s", async (_, path, init) => {
  await serve();
  const { body, status, requestId } = await send(path, init);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body).toMatchObject({ requestId });
});

test("a procedure's error names its request too, and what failed inside is logged under the same id", async () => {
  await serve();
  const ada = await world.person();
  world.services.db.files.list = () => Promise.reject(new Error("the disk is on fire"));
  const headers = { authorization: `Bearer ${ada.token}` };
  const { body, requestId, line } = await send("/api/trpc/files.list?input=%7B%7D", { headers });
  expect(body).toMatchObject({ error: { data: { httpStatus: 500, requestId } } });
  expect(JSON.stringify(body)).not.toContain("fire");
  expect(line).toMatchObject({ level: "warn", status: 500, userId: ada.user.userId });
  const failure = lines.find(({ msg }) => msg === "procedure failed");
  expect(failure).toMatchObject({ requestId, level: "error", err: { message: "the disk is on fire" } });
});

test("the work that a request causes carries its id to the worker", async () => {
  await serve();
  const ada = await world.person();
  const form = new FormData();
  const jpeg = new Uint8Array(1_000).fill(7);
  jpeg.set([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00]);
  form.set("file", new File([jpeg], "beach.jpg"));
  const headers = { authorization: `Bearer ${ada.token}` };
  const { requestId, status } = await send("/api/files/upload", { method: "POST", headers, body: form });
  expect(status).toBe(201);
  const [delivery] = await world.services.queue.receive(1, 1_000);
  expect(delivery?.message).toMatchObject({ type: "thumbnail", requestId });
});

test("what a use-case logs stands under its request's id", async () => {
  await serve();
  const ada = await world.person();
  const { fileId } = await upload(world, ada);
  world.services.queue.send = () => Promise.reject(new Error("no queue"));
  const headers = { authorization: `Bearer ${ada.token}` };
  const { requestId } = await send(`/api/files/${fileId}/share`, { method: "POST", headers });
  expect(lines.find(({ level }) => level === "warn")).toMatchObject({
    requestId,
    userId: ada.user.userId,
    msg: "enqueue failed",
  });
});

test("a business event stands under its request's id", async () => {
  world.services.telemetry = createLogTelemetry(world.services.log);
  await serve();
  const ada = await world.person();
  const { fileId } = await upload(world, ada);
  const headers = { authorization: `Bearer ${ada.token}` };
  const { requestId } = await send(`/api/files/${fileId}/share`, { method: "POST", headers });
  const event = lines.find((line) => line["event"] === "share_link_created");
  expect(event).toMatchObject({ requestId, userId: ada.user.userId });
});

test("requests that are answered at the same time keep their own ids, whoever logs for them", async () => {
  await serve();
  world.services.db.ping = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    throw new Error("not now");
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => send("/api/health/ready")));
  const warned = lines.filter(({ msg }) => msg === "not ready").map((line) => line["requestId"]);
  expect(warned.toSorted()).toEqual(answers.map(({ requestId }) => requestId).toSorted());
});

test("the name of a procedure that there is not is told nowhere: it may be anything", async () => {
  await serve();
  world.services.log.level = "debug";
  const { status } = await send("/api/trpc/canarycanarycanary?input=%7B%7D");
  expect(status).toBe(404);
  expect(lines.some(({ msg }) => msg === "procedure refused")).toBe(true);
  expect(JSON.stringify(lines)).not.toContain("canary");
});

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Azurite, startAzurite } from "@cloudpix/tooling/azurite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runWorld, testEnv } from "../../test/run-world.ts";
import { findHandler } from "./find-handler.ts";
import { createHttpServer } from "./http-server.ts";
import { buildServices } from "./services.ts";

/** What one dependency is given, and some for a machine that has other work. */
const deadlineMs = 2_000;
const slackMs = 1_000;

const portOf = (address: AddressInfo | string | null) => {
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  return address.port;
};

/** Stands before a real service, and at a word takes every connection and says nothing any more. */
const openDoor = async (behind: string) => {
  let isSilent = false;
  const open = new Set<Socket>();
  const { hostname, port, pathname } = new URL(behind);
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    if (isSilent) return void socket.resume();
    const onward = connect(Number(port), hostname);
    open.add(onward);
    onward.on("error", () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const closeAll = () => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  return {
    url: `http://127.0.0.1:${portOf(server.address())}${pathname}`,
    fallSilent: () => {
      isSilent = true;
      closeAll();
    },
    close: () => {
      closeAll();
      server.close();
    },
  };
};

let azurite: Azurite;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloudpix-ready-"));
  azurite = await startAzurite({ folder: join(folder, "azurite") });
});
afterAll(async () => {
  await azurite?.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each(["blobs", "queue"] as const)(
  "when the %s take connections and never answer, exactly they are named, in time, and the process lives on",
  async (hanging) => {
    await using cleanup = new AsyncDisposableStack();
    const behind = hanging === "blobs" ? azurite.blobUrl : azurite.queueUrl;
    const door = await openDoor(behind);
    cleanup.defer(() => door.close());
    const connectionString = azurite.connectionString.replaceAll(behind, door.url);
    expect(connectionString).not.toBe(azurite.connectionString);
    const env = testEnv({
      AZURE_STORAGE_CONNECTION_STRING: connectionString,
      DATA_DIR: folder,
      LOG_LEVEL: "silent",
    });
    const { services, figures, close } = await buildServices(env);
    cleanup.defer(() => close());
    const server: Server = createHttpServer({
      running: runWorld({ services }, env),
      hotReload: false,
      findHandler,
      framework: () => {
        throw new Error("nothing here is a page");
      },
      figures,
    }).listen(0, "127.0.0.1");
    cleanup.defer(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, "listening");
    const origin = `http://127.0.0.1:${portOf(server.address())}`;
    const ask = async (path: string) => {
      const begun = performance.now();
      const answer = await fetch(`${origin}${path}`);
      const body = await answer.json();
      return { answer, body, tookMs: performance.now() - begun };
    };

    const well = await ask("/api/health/ready");
    expect(well.answer.status).toBe(200);
    expect(well.body).not.toHaveProperty("requestId");
    door.fallSilent();
    // What was found a moment ago is told for a second, which is over by this clock.
    services.now = () => new Date(Date.now() + 1_000);

    const asked = ask("/api/health/ready");
    const alive = await ask("/api/health");
    expect(alive.answer.status).toBe(200);
    expect(alive.tookMs).toBeLessThan(slackMs);

    const { answer, body, tookMs } = await asked;
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(tookMs).toBeLessThan(deadlineMs + slackMs);
    const answering = { ok: true, durationMs: expect.any(Number) };
    expect(body).toMatchObject({
      status: "unavailable",
      requestId: answer.headers.get("x-request-id"),
      dependencies: {
        database: answering,
        blobs: answering,
        queue: answering,
        [hanging]: { ok: false, durationMs: expect.any(Number) },
      },
    });
    expect(body.dependencies[hanging].durationMs).toBeGreaterThanOrEqual(deadlineMs - 50);
    expect(body.dependencies.database.durationMs).toBeLessThan(slackMs);
  },
);

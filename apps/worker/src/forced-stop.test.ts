import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openSqlite } from "@cloudpix/db/sqlite";
import { newUuidV7 } from "@cloudpix/domain";
import { openAzureStorage } from "@cloudpix/storage/azure";
import { startAzurite } from "@cloudpix/tooling/azurite";
import { startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { expect, test } from "vitest";
import { photo } from "./render/sample-pictures.ts";
import { sampleFile } from "./sample-records.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A way to the port of storage that can be closed: connections stay, and nothing passes any more. */
const startValve = async (port: number) => {
  let open = true;
  let held = "";
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => {
        if (open) to.write(bytes);
        else held += bytes.toString("latin1");
      });
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens on a port");
  return {
    port: address.port,
    close: () => {
      open = false;
    },
    /** What would have passed since it was closed. */
    held: () => held,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

const portOf = (connectionString: string, part: string) =>
  Number(new RegExp(`${part}Endpoint=http://[^:]+:(\\d+)`).exec(connectionString)?.[1]);

test("a worker that cannot stop in order says so and sends what it has told, and is gone within ten seconds", async () => {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-forced-"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const azurite = await startAzurite({ folder: join(folder, "azurite") });
  cleanup.defer(() => azurite.stop());
  const ingestion = await startFakeIngestion();
  cleanup.defer(() => ingestion.stop());
  const storage = await openAzureStorage({ connectionString: azurite.connectionString });
  await storage.ensureReady({ allowedOrigins: [] });
  const db = await openSqlite({ file: join(folder, "cloudpix.sqlite") });
  cleanup.defer(() => db.close());

  let throughValves = azurite.connectionString;
  const valves = await Promise.all(
    ["Blob", "Queue"].map(async (part) => {
      const port = portOf(azurite.connectionString, part);
      const valve = await startValve(port);
      throughValves = throughValves.replace(`:${port}/`, `:${valve.port}/`);
      return valve;
    }),
  );
  cleanup.defer(() => {
    for (const { stop } of valves) stop();
  });
  const child = spawn(process.execPath, ["--import", here("../preload.ts"), here("./main.ts")], {
    env: {
      DATA_DIR: folder,
      AZURE_STORAGE_CONNECTION_STRING: throughValves,
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      QUEUE_POLL_MS: "50",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanup.defer(() => void child.kill("SIGKILL"));
  const lines: Record<string, unknown>[] = [];
  createInterface(child.stdout).on("line", (line) => lines.push(JSON.parse(line)));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await expect.poll(() => lines.at(-1)?.["msg"], { timeout: 15_000 }).toBe("worker ready");

  const picture = await (await photo(6000, 4500)).jpeg({ quality: 90 }).toBuffer();
  const now = new Date();
  const file = sampleFile(now, { userId: newUuidV7(now), fileSize: picture.length });
  await db.files.create(file);
  await storage.blobs.write({ container: "cloudpix-files", name: file.blobName }, picture, file.contentType);
  const [blobs, queue] = valves;
  // Before the job is there to be taken: it cannot be over, and has been taken when it asks for the picture.
  blobs?.close();
  await storage.queue.send({ type: "thumbnail", userId: file.userId, fileId: file.fileId });
  await expect.poll(() => blobs?.held(), { timeout: 15_000, interval: 5 }).toContain(file.fileId);
  queue?.close();

  const begunMs = performance.now();
  child.kill("SIGTERM");
  expect(await ended).toBe(1);
  expect(performance.now() - begunMs).toBeLessThan(10_000);
  expect(lines.at(-1)).toMatchObject({ level: "fatal", msg: "the worker did not stop in time" });
  const exceptions = ingestion.envelopes().filter(({ data }) => data.baseType === "ExceptionData");
  expect(exceptions.map(({ data }) => data.baseData["properties"])).toContainEqual(
    expect.objectContaining({ fatal: "true" }),
  );
}, 60_000);

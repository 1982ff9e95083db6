import { jpegBytes, openWorld } from "@cloudpix/api/testing";
import { DAY_MS, type FileRecord, FileStatus, incomingBlobName, MINUTE_MS } from "@cloudpix/domain";
import type { ContainerName } from "@cloudpix/storage";
import { type Death, dyingServices } from "../../apps/worker/src/dying-services.ts";
import { createJobFigures } from "../../apps/worker/src/job-figures.ts";
import { createRenderPool } from "../../apps/worker/src/render/render-pool.ts";
import type { Services } from "../../apps/worker/src/services.ts";
import { createAskAgain } from "../../apps/worker/src/sweeps/ask-again.ts";
import { createCleanUp } from "../../apps/worker/src/sweeps/clean-up.ts";
import { finishPurges } from "../../apps/worker/src/sweeps/finish-purges.ts";
import { mendUsedBytes } from "../../apps/worker/src/sweeps/mend-used-bytes.ts";
import { reapDeadRequests } from "../../apps/worker/src/sweeps/reap-dead-requests.ts";

const containers = [
  "cloudpix-files",
  "cloudpix-incoming",
  "cloudpix-thumbnails",
] as const satisfies ContainerName[];

/** Bytes that differ from those of every other `seed`. */
export const sampleBytes = (seed: number): Uint8Array => {
  const bytes = jpegBytes(1_000);
  bytes.fill(seed, 100);
  return bytes;
};

const namesOf = (file: FileRecord): string[] => [
  file.blobName,
  ...(file.status === "uploading" ? [incomingBlobName(file)] : []),
  ...file.thumbnail.renditions.map(({ blobName }) => blobName),
];

/** Web, which may be killed, and the worker's sweeps over one database and storage, with one person who uploads. */
export const openTwoPrograms = async () => {
  const world = await openWorld();
  const { services } = world;
  const { db, blobs, queue, telemetry, log, now } = services;
  const figures = createJobFigures();
  const render = createRenderPool({ size: 1 });
  const worker: Services = { db, blobs, queue, render, telemetry, log, figures, now };
  const frequent = [reapDeadRequests, finishPurges, mendUsedBytes, createAskAgain(() => false)];
  const ada = await world.person();
  const { userId } = ada.user;

  const rows = async () => {
    const query = { statuses: FileStatus.options, sort: "newest", limit: 100 } as const;
    return (await db.files.list(userId, query)).files;
  };
  const read = async (name: string) => {
    const blob = await blobs.read({ container: "cloudpix-files", name });
    return blob && new Uint8Array(await new Response(blob.stream).arrayBuffer());
  };

  return {
    world,
    ada,
    rows,
    /** The original of a file as it lies in storage; null when it is not there. */
    bytesOf: async (fileId: string) => {
      const file = await db.files.get(userId, fileId);
      return file && read(file.blobName);
    },
    /** What is booked for the person's files, and what they take. */
    space: async () => ({
      used: (await db.users.get(userId))?.usedBytes,
      rows: await db.files.sumBytes(userId),
    }),
    /** Names of blobs that no row names. */
    orphans: async () => {
      const before = new Date(now().getTime() + 1);
      const lists = await Promise.all(containers.map((one) => blobs.list(one, { before, limit: 100 })));
      const named = new Set((await rows()).flatMap(namesOf));
      return lists.flat().filter((name) => !named.has(name));
    },
    /** Runs `work` in a web that is killed as it is told; whether it came to that. Afterwards web runs again. */
    killed: async (death: Death, work: () => Promise<unknown>): Promise<boolean> => {
      const { dying, died } = dyingServices(services, death);
      Object.assign(services, { db: dying.db, blobs: dying.blobs, queue: dying.queue });
      await work().catch(() => undefined);
      Object.assign(services, { db, blobs, queue });
      return died();
    },
    /** What the worker does within a minute. */
    minute: async () => {
      for (let sweeps = 0; sweeps < 2; sweeps += 1) {
        world.pass(MINUTE_MS / 2);
        for (const sweep of frequent) await sweep(worker);
      }
    },
    /** The clean-up after everything is older than a day, and the minute after it. */
    cleanUp: async () => {
      world.pass(DAY_MS + 1);
      await createCleanUp(worker, { trashDays: 30 })();
      world.pass(MINUTE_MS);
      for (const sweep of frequent) await sweep(worker);
    },
    close: async () => {
      render.close();
      await world.close();
    },
  };
};

export type TwoPrograms = Awaited<ReturnType<typeof openTwoPrograms>>;

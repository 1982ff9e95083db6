import { type ReadinessView, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { shareBriefly } from "./share-briefly.ts";
import { type Timed, timed } from "./timed.ts";

/** How long one dependency may take. A caller that asks whether we are ready does not wait longer itself. */
const deadlineMs = 2_000;

/** Anybody may ask, as often as they like; what it costs is asked for once in this time. */
const sharedMs = 1_000;

type Needed = Pick<Services, "db" | "blobs" | "queue" | "log" | "now">;

const askAll = async ({ db, blobs, queue, now }: Needed, withinMs: number) => {
  const [database, ofBlobs, ofQueue, workers] = await Promise.all([
    timed(() => db.ping(), withinMs),
    timed(() => blobs.ping(), withinMs),
    timed(() => queue.ping(), withinMs),
    timed(() => db.runs.listWorkers(), withinMs),
  ]);
  const newest = workers.ok ? workers.value[0] : undefined;
  return { at: toInstant(now()), dependencies: { database, blobs: ofBlobs, queue: ofQueue }, newest };
};

/**
 * Says whether this process can do its work now: each dependency is asked at once, each with 2 seconds of its own. The
 * workers' newest word is told and decides nothing. Whoever asks within a second is told the same. Never throws: what
 * does not answer is named, and its cause is logged for each who is told.
 */
export const createReadiness = (services: Needed, withinMs = deadlineMs): (() => Promise<ReadinessView>) => {
  const ask = shareBriefly(() => askAll(services, withinMs), { sharedMs, now: () => services.now() });
  const told = (name: string, answer: Timed<void>) => {
    if (!answer.ok) services.log.warn({ err: answer.cause, dependency: name }, "not ready");
    return { ok: answer.ok, durationMs: answer.durationMs };
  };
  return async () => {
    const { at, dependencies, newest } = await ask();
    const { database, blobs, queue } = dependencies;
    return {
      status: database.ok && blobs.ok && queue.ok ? "ok" : "unavailable",
      timestamp: at,
      dependencies: {
        database: told("database", database),
        blobs: told("blobs", blobs),
        queue: told("queue", queue),
      },
      worker: newest === undefined ? null : { lastHeartbeat: newest.at },
    };
  };
};

import { type ReadinessView, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { timed } from "./timed.ts";

/** How long one dependency may take. A caller that asks whether we are ready does not wait longer itself. */
const deadlineMs = 2_000;

/**
 * Whether this process can do its work now: each dependency is asked at once, each with 2 seconds of its own. The
 * workers' newest word is told and decides nothing. Never throws: what does not answer is named, its cause is logged.
 */
export const readiness = async (
  { db, blobs, queue, log, now }: Pick<Services, "db" | "blobs" | "queue" | "log" | "now">,
  withinMs = deadlineMs,
): Promise<ReadinessView> => {
  const ask = async (name: string, ping: () => Promise<void>) => {
    const answer = await timed(ping, withinMs);
    if (!answer.ok) log.warn({ err: answer.cause, dependency: name }, "not ready");
    return { ok: answer.ok, durationMs: answer.durationMs };
  };
  const [database, ofBlobs, ofQueue, workers] = await Promise.all([
    ask("database", () => db.ping()),
    ask("blobs", () => blobs.ping()),
    ask("queue", () => queue.ping()),
    timed(() => db.runs.listWorkers(), withinMs),
  ]);
  const dependencies = { database, blobs: ofBlobs, queue: ofQueue };
  const newest = workers.ok ? workers.value[0] : undefined;
  return {
    status: Object.values(dependencies).every(({ ok }) => ok) ? "ok" : "unavailable",
    timestamp: toInstant(now()),
    dependencies,
    worker: newest === undefined ? null : { lastHeartbeat: newest.at },
  };
};

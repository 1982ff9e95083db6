import { type ReadinessView, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** How long one dependency may take. A caller that asks whether we are ready does not wait longer itself. */
const deadlineMs = 2_000;

type Answer<T> =
  | { ok: true; value: T; durationMs: number }
  | { ok: false; cause: unknown; durationMs: number };

/** The outcome of `work` and its time; silence counts as a failure. Never throws, also not later. */
const timed = async <T>(work: () => Promise<T>, withinMs: number): Promise<Answer<T>> => {
  const startMs = performance.now();
  const durationMs = () => Math.round(performance.now() - startMs);
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${withinMs} ms`)), withinMs);
  });
  try {
    const value = await Promise.race([work(), silence]);
    return { ok: true, value, durationMs: durationMs() };
  } catch (cause) {
    return { ok: false, cause, durationMs: durationMs() };
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Whether this process can do its work now: each dependency is asked at once, each with 2 seconds of its own. The
 * worker's last word is told and decides nothing. Never throws: what does not answer is named, its cause is logged.
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
  const [database, ofBlobs, ofQueue, heartbeat] = await Promise.all([
    ask("database", () => db.ping()),
    ask("blobs", () => blobs.ping()),
    ask("queue", () => queue.ping()),
    timed(() => db.runs.get("worker-heartbeat"), withinMs),
  ]);
  const dependencies = { database, blobs: ofBlobs, queue: ofQueue };
  const lastWord = heartbeat.ok ? heartbeat.value : null;
  return {
    status: Object.values(dependencies).every(({ ok }) => ok) ? "ok" : "unavailable",
    timestamp: toInstant(now()),
    dependencies,
    worker: lastWord === null ? null : { lastHeartbeat: lastWord.at },
  };
};

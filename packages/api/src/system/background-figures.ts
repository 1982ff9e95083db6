import type { MetricsView, RunRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { timed } from "./timed.ts";

/** Figures by name: flat, in numbers and short words; nothing secret. */
export type Figures = MetricsView["telemetry"];

const deadlineMs = 2_000;

/** `linksRemoved` as `cleanUpLinksRemoved`. */
const under = (prefix: string, details: RunRecord["details"] = {}): Figures =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      prefix + name.charAt(0).toUpperCase() + name.slice(1),
      value,
    ]),
  );

const ageSeconds = (at: string | null | undefined, now: Date): number | null =>
  at == null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / 1_000));

/**
 * What queue and database tell of the work behind the scenes: what waits, what was set aside, the last clean-up and the
 * worker's last word with its figures. Each is asked at once, with 2 seconds of its own; what does not answer is null.
 * Never throws.
 */
export const backgroundFigures = async (
  { db, queue, now }: Pick<Services, "queue" | "now"> & { db: { runs: Pick<Services["db"]["runs"], "get"> } },
  withinMs = deadlineMs,
): Promise<Figures> => {
  const ask = async <T>(work: () => Promise<T>): Promise<T | null> => {
    // That it does not answer is told by null; readiness logs why.
    const answer = await timed(work, withinMs);
    return answer.ok ? answer.value : null;
  };
  const [queueDepth, oldest, poisonCount, cleanUp, heartbeat] = await Promise.all([
    ask(() => queue.depth()),
    ask(() => queue.oldestWaiting()),
    ask(() => queue.poisonDepth()),
    ask(() => db.runs.get("cleanup")),
    ask(() => db.runs.get("worker-heartbeat")),
  ]);
  return {
    queueDepth,
    queueOldestSeconds: ageSeconds(oldest, now()),
    poisonCount,
    lastCleanUp: cleanUp?.at ?? null,
    ...under("cleanUp", cleanUp?.details),
    workerHeartbeatAgeSeconds: ageSeconds(heartbeat?.at, now()),
    ...under("worker", heartbeat?.details),
  };
};

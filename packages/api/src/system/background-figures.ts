import type { Instant, MetricsView, RunRecord } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { timed } from "./timed.ts";
import { unknownWorkers, workerFigures } from "./worker-figures.ts";

/** Figures by name: flat, in numbers and short words; nothing secret. */
export type Figures = MetricsView["telemetry"];

/** What is asked for them; nothing is changed. */
export type BackgroundSources = Pick<Services, "queue" | "now"> & {
  db: { runs: Pick<Services["db"]["runs"], "get" | "listWorkers"> };
};

const deadlineMs = 2_000;

/** `linksRemoved` as `cleanUpLinksRemoved`. Numbers only: whatever else lies in the record is nobody's business. */
const cleanUpFigures = (run: RunRecord | null): Figures =>
  Object.fromEntries(
    Object.entries(run?.details ?? {})
      .filter(([, value]) => typeof value === "number")
      .map(([name, value]) => [`cleanUp${name.charAt(0).toUpperCase()}${name.slice(1)}`, value]),
  );

const ageSeconds = (at: Instant | null, now: Date): number | null =>
  at === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / 1_000));

/**
 * What queue and database tell of the work behind the scenes: what waits, what was set aside, the last clean-up and the
 * workers' last words with their figures. Each is asked at once, with 2 seconds of its own. `queueAnswers` and
 * `databaseAnswers` tell what is null because there is none from what is null because nobody answered. Never throws.
 */
export const backgroundFigures = async (
  { db, queue, now }: BackgroundSources,
  withinMs = deadlineMs,
): Promise<Figures> => {
  // That it does not answer is told by what becomes of it; readiness logs why.
  const ask = <T>(work: () => Promise<T>) => timed(work, withinMs);
  const [depth, oldest, poison, cleanUp, workers] = await Promise.all([
    ask(() => queue.depth()),
    ask(() => queue.oldestWaiting()),
    ask(() => queue.poisonDepth()),
    ask(() => db.runs.get("cleanup")),
    ask(() => db.runs.listWorkers()),
  ]);
  const lastCleanUp = cleanUp.ok ? cleanUp.value : null;
  return {
    queueAnswers: depth.ok && oldest.ok && poison.ok,
    queueDepth: depth.ok ? depth.value : null,
    queueOldestSeconds: oldest.ok ? ageSeconds(oldest.value, now()) : null,
    poisonCount: poison.ok ? poison.value : null,
    databaseAnswers: cleanUp.ok && workers.ok,
    lastCleanUp: lastCleanUp?.at ?? null,
    ...cleanUpFigures(lastCleanUp),
    ...(workers.ok ? workerFigures(workers.value, now()) : unknownWorkers),
  };
};

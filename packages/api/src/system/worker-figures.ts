import { Instant, type RunRecord, silentWorkerMs, workerStillMs } from "@cloudpix/domain";
import type { Figures } from "./background-figures.ts";

const ageMs = (moment: string, now: Date) => Math.max(0, now.getTime() - Date.parse(moment));
const instant = (value: unknown): Instant | null => Instant.safeParse(value).data ?? null;
const earliest = (moments: readonly (Instant | null)[]): Instant | null =>
  moments.filter((moment) => moment !== null).sort()[0] ?? null;

/** Its loop had stood still when it last spoke: both moments are of its own clock. */
const isStalled = ({ at, details }: RunRecord): boolean => {
  const lastTurn = instant(details["lastTurn"]);
  return lastTurn !== null && ageMs(lastTurn, new Date(at)) > workerStillMs;
};

/** Times do not add up: of them the greatest is told. */
const isTime = (name: string) => /(Ms|Seconds)$/.test(name);

const together = (runs: readonly RunRecord[]): Figures => {
  const figures: Figures = {};
  for (const [name, value] of runs.flatMap(({ details }) => Object.entries(details))) {
    if (value !== null && typeof value !== "number") continue;
    const key = `worker${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const before = figures[key] ?? null;
    if (typeof before !== "number" || value === null) figures[key] = before ?? value;
    else figures[key] = isTime(name) ? Math.max(before, value) : before + value;
  }
  return figures;
};

/** What is told of workers where nobody could be asked. */
export const unknownWorkers: Figures = {
  workersAlive: null,
  workersStalled: null,
  workersSilent: null,
  workerHeartbeatAgeSeconds: null,
};

/**
 * How many workers live, how many of these have a loop that stands still, and how many fell silent up to an hour before the
 * newest word; with the figures of those that live, or where none does, of those that fell silent. Counts are sums, times the
 * greatest, `workerStartedAt`, `workerLastTurn` and `workerQueueSilentSince` the earliest. Of what else workers write, numbers
 * only are told.
 */
export const workerFigures = (words: readonly RunRecord[], now: Date): Figures => {
  const newest = words.reduce<Instant | null>(
    (last, { at }) => (last === null || at > last ? at : last),
    null,
  );
  if (newest === null) return { ...unknownWorkers, workersAlive: 0, workersStalled: 0, workersSilent: 0 };
  const alive = words.filter(({ at }) => ageMs(at, now) <= workerStillMs);
  const silent = words.filter(
    ({ at }) => ageMs(at, now) > workerStillMs && ageMs(at, new Date(newest)) <= silentWorkerMs,
  );
  const told = alive.length > 0 ? alive : silent;
  const earliestOf = (name: string) => earliest(told.map(({ details }) => instant(details[name])));
  return {
    workersAlive: alive.length,
    workersStalled: alive.filter(isStalled).length,
    workersSilent: silent.length,
    workerHeartbeatAgeSeconds: Math.floor(ageMs(newest, now) / 1_000),
    ...together(told),
    workerStartedAt: earliestOf("startedAt"),
    workerLastTurn: earliestOf("lastTurn"),
    workerQueueSilentSince: earliestOf("queueSilentSince"),
  };
};

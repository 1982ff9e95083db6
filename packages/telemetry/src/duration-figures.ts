/** What is known of the durations of the last minutes, in milliseconds; null while there were none. */
export type DurationSummary = {
  count: number;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
  maxMs: number | null;
};

export type DurationFigures = {
  /** Well below a microsecond. */
  record(durationMs: number): void;
  /** Each figure is at most 5 % above the true one. */
  read(): DurationSummary;
};

// Each bucket ends 5 % above the one before: from 0.1 ms up to 20 minutes in 334 of them.
const leastMs = 0.1;
const growth = Math.log(1.05);
const bucketCount = 1 + Math.ceil(Math.log((20 * 60_000) / leastMs) / growth);
const slices = 10;

const bucketOf = (durationMs: number) =>
  durationMs <= leastMs ? 0 : Math.min(bucketCount - 1, Math.ceil(Math.log(durationMs / leastMs) / growth));

const upperMs = (bucket: number) => {
  const ms = leastMs * Math.exp(bucket * growth);
  return ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms);
};

/**
 * Durations of the last `windowMs` in fixed buckets: percentiles at 13 kB, however many there are. The window moves in
 * tenths of itself. `nowMs` is any clock that only goes forward.
 */
export const createDurationFigures = (
  windowMs: number,
  nowMs: () => number = () => performance.now(),
): DurationFigures => {
  const counts = Array.from({ length: slices }, () => new Uint32Array(bucketCount));
  const sliceMs = windowMs / slices;
  let newest = Math.floor(nowMs() / sliceMs);

  /** Empties what has left the window since, and gives the slice of this moment. */
  const turn = (): Uint32Array => {
    const current = Math.floor(nowMs() / sliceMs);
    for (let slice = Math.max(newest + 1, current - slices + 1); slice <= current; slice++)
      counts[slice % slices]?.fill(0);
    newest = Math.max(newest, current);
    return counts[newest % slices] ?? new Uint32Array(bucketCount);
  };

  return {
    record: (durationMs) => {
      const slice = turn();
      const bucket = bucketOf(durationMs);
      slice[bucket] = (slice[bucket] ?? 0) + 1;
    },
    read: () => {
      turn();
      const sums = Array.from({ length: bucketCount }, (_, bucket) =>
        counts.reduce((sum, slice) => sum + (slice[bucket] ?? 0), 0),
      );
      const count = sums.reduce((sum, one) => sum + one, 0);
      const percentile = (share: number): number | null => {
        let seen = 0;
        const bucket = sums.findIndex((one) => {
          seen += one;
          return seen >= share * count && seen > 0;
        });
        return bucket === -1 ? null : upperMs(bucket);
      };
      return {
        count,
        p50Ms: percentile(0.5),
        p95Ms: percentile(0.95),
        p99Ms: percentile(0.99),
        maxMs: percentile(1),
      };
    },
  };
};

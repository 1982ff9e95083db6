type Sample = { atMs: number; bytes: number };

/** What of the past counts: long enough to be calm, short enough to notice a change of network. */
const windowMs = 5_000;

/** Samples of a growing count of bytes with the new one added and the ones too old to matter dropped. */
export const addSample = (samples: readonly Sample[], sample: Sample): Sample[] => {
  const recent = samples.filter(({ atMs, bytes }) => sample.atMs - atMs <= windowMs && bytes <= sample.bytes);
  return [...recent, sample];
};

/** Bytes a second over the samples' span; null until there is half a second to judge by, or when nothing moves. */
export const bytesPerSecond = (samples: readonly Sample[]): number | null => {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.atMs - first.atMs < 500) return null;
  const rate = ((last.bytes - first.bytes) * 1_000) / (last.atMs - first.atMs);
  return rate > 0 ? rate : null;
};

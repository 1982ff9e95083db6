const WEEK_SECONDS = 7 * 24 * 60 * 60;

/** A lease in the whole seconds the queue service counts in. @throws RangeError outside 1 second to 7 days. */
export const leaseSeconds = (leaseMs: number): number => {
  const seconds = leaseMs / 1_000;
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > WEEK_SECONDS) {
    throw new RangeError(`A lease is a whole number of seconds up to 7 days, not ${leaseMs} ms`);
  }
  return seconds;
};

/** @throws RangeError unless 1 to 32 messages are asked for. */
export const checkReceiveCount = (max: number): void => {
  if (!Number.isInteger(max) || max < 1 || max > 32) throw new RangeError(`1 to 32 messages, not ${max}`);
};

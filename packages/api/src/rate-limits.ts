import { createHash } from "node:crypto";
import type { ThrottleRepository } from "@cloudpix/db";
import { AppError, DAY_MS, HOUR_MS, isAppError, MINUTE_MS } from "@cloudpix/domain";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/**
 * What may be done how often. `shared` rules guard passwords: they are counted in the database, for all replicas
 * together; the others only keep one process from being flooded and are counted in its memory.
 */
const rules = {
  register: { points: 10, windowMs: HOUR_MS, shared: false },
  /** Counted per account *and* address, so that nobody can lock an owner out by guessing from elsewhere. */
  loginByAccountAndAddress: { points: 10, windowMs: MINUTE_MS, shared: true },
  /** Guesses at one account from all addresses together: far above what a person needs, far below what a crowd does. */
  loginByAccount: { points: 100, windowMs: MINUTE_MS, shared: true },
  loginByAddress: { points: 30, windowMs: MINUTE_MS, shared: true },
  /** Guesses at a link's password, per link *and* address. */
  unlockShare: { points: 10, windowMs: MINUTE_MS, shared: true },
  /** The same from all addresses together. */
  unlockShareByLink: { points: 100, windowMs: MINUTE_MS, shared: true },
  openShare: { points: 120, windowMs: MINUTE_MS, shared: false },
  createUpload: { points: 2_000, windowMs: MINUTE_MS, shared: false },
} as const;

type Rule = keyof typeof rules;

/** Where a caller stands with one rule: tries per window, tries left in this one, whole seconds until the next begins. */
export type RateWindow = { limit: number; remaining: number; resetSeconds: number };

/** Refuses what is done too often. */
export type RateLimits = {
  /**
   * Counts one try of `rule` by `subject` (an address, an e-mail, a userId); the window it was counted in, or null where
   * nothing is counted, or where it is full and `familiar` is a subject that is remembered: that one is not refused.
   * @throws AppError `rate.limited`
   */
  take(rule: Rule, subject: string, familiar?: string): Promise<RateWindow | null>;
  /** Remembers a familiar subject for 30 days, for all replicas together. Repeatable. */
  remember(subject: string): Promise<void>;
  /** False for a day after `remember`: who comes often need not be written down each time. */
  needsReminder(subject: string): Promise<boolean>;
};

const familiarMs = 30 * DAY_MS;

const secondsOf = (ms: number) => Math.max(1, Math.ceil(ms / 1000));

const settle = (rule: Rule, count: number, resetInMs: number): RateWindow => {
  const limit = rules[rule].points;
  const resetSeconds = secondsOf(resetInMs);
  if (count > limit) throw new AppError("rate.limited", { retryAfterSeconds: resetSeconds });
  return { limit, remaining: limit - count, resetSeconds };
};

// Subjects are hashed: a counter in the database must not be a list of e-mails and addresses.
const keyOf = (rule: Rule | "familiar", subject: string) =>
  `${rule}:${createHash("sha256").update(subject).digest("base64url")}`;

/** Limits that nobody meets: for loopback installations with `RATE_LIMITS=off`. */
export const noRateLimits: RateLimits = {
  take: async () => null,
  remember: async () => {},
  needsReminder: async () => false,
};

export const createRateLimits = (throttles: ThrottleRepository, now: () => Date): RateLimits => {
  const local = new Map<string, RateLimiterMemory>(
    Object.entries(rules)
      .filter(([, { shared }]) => !shared)
      .map(([rule, { points, windowMs }]) => [
        rule,
        new RateLimiterMemory({ points, duration: windowMs / 1000 }),
      ]),
  );
  return {
    take: async (rule, subject, familiar) => {
      const key = keyOf(rule, subject);
      const limiter = local.get(rule);
      if (limiter === undefined) {
        const nowMs = now().getTime();
        const { count, resetMs } = await throttles.hit(key, rules[rule].windowMs, nowMs);
        const isFull = count > rules[rule].points;
        if (isFull && familiar && (await throttles.isMarked(keyOf("familiar", familiar), nowMs))) return null;
        return settle(rule, count, resetMs - nowMs);
      }
      const counted = await limiter.consume(key).catch((error: unknown) => {
        // Refusals are thrown too.
        if (error instanceof RateLimiterRes) return error;
        throw error;
      });
      return settle(rule, counted.consumedPoints, counted.msBeforeNext);
    },
    remember: (subject) => throttles.mark(keyOf("familiar", subject), familiarMs, now().getTime()),
    needsReminder: async (subject) => {
      const inTime = now().getTime() + familiarMs - DAY_MS;
      return !(await throttles.isMarked(keyOf("familiar", subject), inTime));
    },
  };
};

/** The same limits, and `note` hears every window that was counted in, full ones too: what an answer tells its caller. */
export const notedRateLimits = (rateLimits: RateLimits, note: (window: RateWindow) => void): RateLimits => ({
  ...rateLimits,
  take: async (rule, subject, familiar) => {
    try {
      const window = await rateLimits.take(rule, subject, familiar);
      if (window !== null) note(window);
      return window;
    } catch (error) {
      if (isAppError(error) && error.code === "rate.limited")
        note({ limit: rules[rule].points, remaining: 0, resetSeconds: error.retryAfterSeconds ?? 1 });
      throw error;
    }
  },
});

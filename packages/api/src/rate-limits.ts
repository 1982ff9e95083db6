import { createHash } from "node:crypto";
import type { ThrottleRepository } from "@cloudpix/db";
import { AppError, HOUR_MS, MINUTE_MS } from "@cloudpix/domain";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/**
 * What may be done how often. `shared` rules guard passwords: they are counted in the database, for all replicas
 * together; the others only keep one process from being flooded and are counted in its memory.
 */
const rules = {
  register: { points: 10, windowMs: HOUR_MS, shared: false },
  /** Counted per account *and* address, so that nobody can lock an owner out by guessing from elsewhere. */
  loginByAccountAndAddress: { points: 10, windowMs: MINUTE_MS, shared: true },
  /** Guesses at one account from all addresses together: far above what a person needs, far below what guessing does. */
  loginByAccount: { points: 100, windowMs: MINUTE_MS, shared: true },
  loginByAddress: { points: 30, windowMs: MINUTE_MS, shared: true },
  openShare: { points: 120, windowMs: MINUTE_MS, shared: false },
  createUpload: { points: 2_000, windowMs: MINUTE_MS, shared: false },
} as const;

type Rule = keyof typeof rules;

/** Refuses what is done too often. */
export type RateLimits = {
  /** Counts one try of `rule` by `subject` (an address, an e-mail, a userId). @throws AppError `rate.limited` */
  take(rule: Rule, subject: string): Promise<void>;
};

const refuse = (resetInMs: number): never => {
  throw new AppError("rate.limited", { retryAfterSeconds: Math.max(1, Math.ceil(resetInMs / 1000)) });
};

// Subjects are hashed: a counter in the database must not be a list of e-mails and addresses.
const keyOf = (rule: Rule, subject: string) =>
  `${rule}:${createHash("sha256").update(subject).digest("base64url")}`;

/** Limits that nobody meets: for loopback installations with `RATE_LIMITS=off`. */
export const noRateLimits: RateLimits = { take: async () => {} };

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
    take: async (rule, subject) => {
      const key = keyOf(rule, subject);
      const limiter = local.get(rule);
      if (limiter === undefined) {
        const nowMs = now().getTime();
        const { count, resetMs } = await throttles.hit(key, rules[rule].windowMs, nowMs);
        if (count > rules[rule].points) refuse(resetMs - nowMs);
        return;
      }
      try {
        await limiter.consume(key);
      } catch (error) {
        if (error instanceof RateLimiterRes) refuse(error.msBeforeNext);
        throw error;
      }
    },
  };
};

import { setTimeout as wait } from "node:timers/promises";
import { AppError, unavailable } from "@cloudpix/domain";
import { causeOf, readFailure } from "./cosmos-failure.ts";

/** Where the driver says that it had to try again; a structured logger fits. Never told ids or contents. */
export type CosmosLog = { warn(facts: Record<string, string | number>, message: string): void };

/**
 * What an operation took: request units of all its tries together; and how the last of them was answered, null when it
 * was not.
 */
export type CosmosCost = { requestCharge: number; tries: number; status: number | null };

/**
 * Runs an operation for somebody who watches, and answers what it answers. `work` says what it took when it ends, however
 * it ends. Operations are named after container and verb (`files.read`), never after what they are about.
 */
export type WatchCosmos = <T>(
  operation: string,
  work: (tell: (cost: CosmosCost) => void) => Promise<T>,
) => Promise<T>;

const unwatched: WatchCosmos = (_operation, work) => work(() => {});

/**
 * How a call ended. `unclear` comes only from calls that must not be repeated. `doubted`: an earlier try may have been
 * performed although its answer was lost, so a 404, 409 or 412 may be the echo of our own success.
 */
export type Answer<T> =
  | { status: "ok"; value: T; doubted: boolean }
  | { status: "missing" | "conflict" | "refused"; doubted: boolean }
  | { status: "unclear"; cause: Error };

/** `repeat`: performing it twice is harmless. `once`: it is repeated only while it is certain that nothing happened. */
export type Repetition = "repeat" | "once";

/**
 * Sends a request and repeats it while that can help: 429 and 449 (nothing happened, so always), and under `repeat` also
 * 408, 410, 5xx, time-outs and reset connections. Bounded by tries and by one deadline over all of them; the service's
 * own Retry-After is honoured inside it.
 * @throws AppError `dependency.unavailable` with the time to wait when the service does not answer, `internal` when it
 * finds our request wrong.
 */
export type Call = <T>(
  name: string,
  repetition: Repetition,
  send: (signal: AbortSignal, spend: Spend) => Promise<T>,
) => Promise<Answer<T>>;

/** Notes an answer of the service and what it cost; of a refusal both are read from the refusal itself. */
type Spend = (response: { requestCharge: number; statusCode?: number }) => void;

const TRIES = 6;
const FIRST_WAIT_MS = 50;
const MAX_WAIT_MS = 1_000;

// Full jitter: replicas that were throttled together must not come back together.
const backoffMs = (tries: number) => Math.random() * Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);

const giveUp = (cause: unknown, retryAfterMs: number) =>
  retryAfterMs > 0 ? unavailable(cause, Math.ceil(retryAfterMs / 1_000)) : unavailable(cause);

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && error.code !== undefined ? String(error.code) : error.name;
};

/** A {@link Call} whose every use ends within about `deadlineMs`. */
export const createCall = ({
  deadlineMs,
  log,
  watch = unwatched,
}: {
  deadlineMs: number;
  log?: CosmosLog;
  watch?: WatchCosmos;
}): Call => {
  const tryUntil = async <T>(
    name: string,
    repetition: Repetition,
    send: () => Promise<T>,
    cost: CosmosCost,
    endsAtMs: number,
  ): Promise<Answer<T>> => {
    let doubted = false;
    for (let tries = 1; ; tries += 1) {
      cost.tries = tries;
      try {
        return { status: "ok", value: await send(), doubted };
      } catch (error) {
        const { meaning, status, retryAfterMs, requestCharge } = readFailure(error);
        cost.requestCharge += requestCharge;
        cost.status = status;
        if (meaning === "missing" || meaning === "conflict" || meaning === "refused") {
          return { status: meaning, doubted };
        }
        if (meaning === "fault") throw new AppError("internal", { cause: causeOf(name, error) });
        if (meaning === "unclear") {
          if (repetition === "once") return { status: "unclear", cause: causeOf(name, error) };
          doubted = true;
        }
        const waitMs = Math.max(retryAfterMs, backoffMs(tries));
        if (meaning === "down" || tries === TRIES || performance.now() + waitMs >= endsAtMs) {
          throw giveUp(causeOf(name, error), retryAfterMs);
        }
        log?.warn(
          { operation: name, tries, code: codeOf(error), waitMs: Math.round(waitMs) },
          "cosmos retry",
        );
        await wait(waitMs);
      }
    }
  };

  return (name, repetition, send) =>
    watch(name, async (tell) => {
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), deadlineMs);
      const cost: CosmosCost = { requestCharge: 0, tries: 0, status: null };
      // The SDK keeps the status of a query to itself; one that gives rows was answered with 200.
      const spend: Spend = ({ requestCharge, statusCode = 200 }) => {
        cost.requestCharge += requestCharge;
        cost.status = statusCode;
      };
      try {
        const endsAtMs = performance.now() + deadlineMs;
        return await tryUntil(name, repetition, () => send(deadline.signal, spend), cost, endsAtMs);
      } finally {
        clearTimeout(timer);
        tell(cost);
      }
    });
};

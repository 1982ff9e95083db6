import { isAppError } from "@cloudpix/domain";
import type { Facts } from "@cloudpix/telemetry";
import type { Tellers } from "./services.ts";

/**
 * Tells the log under `sentence`, and whoever watches, of a failure that is our business: what really happened, and under
 * `code` what callers are told of it.
 */
export const tellFailure = (
  { log, telemetry }: Tellers,
  error: unknown,
  sentence: string,
  facts: Facts = {},
): void => {
  const known = isAppError(error) ? error : undefined;
  const failure = known?.cause ?? error;
  const told = { ...facts, code: known?.code ?? "internal" };
  log.error({ ...told, err: failure }, sentence);
  telemetry.trackException(failure, told);
};

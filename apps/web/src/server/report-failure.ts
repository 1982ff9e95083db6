import { errorTable } from "@cloudpix/api";
import type { AppError } from "@cloudpix/domain";
import { running } from "./running.ts";

/** Whether a failure is our business (500 and above): one that nobody who asks can cause or mend. */
export const isOurs = ({ code }: AppError): boolean => errorTable[code].httpStatus >= 500;

/**
 * Tells the log, and whoever watches, why something failed that is our business; a refusal is none. For
 * whoever answers with the failure: once for each. `requestId` where the answer names it.
 */
export const reportFailure = (error: AppError, requestId?: string): void => {
  if (!isOurs(error)) return;
  const { code } = error;
  const { log, telemetry } = running().services;
  const failure = error.cause ?? error;
  const request = requestId === undefined ? {} : { requestId };
  log.error({ ...request, code, err: failure }, "failed");
  telemetry.trackException(failure, { ...request, code });
};

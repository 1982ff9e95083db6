import { isAppError } from "@cloudpix/domain";
import type { Facts } from "../telemetry.ts";
import { leavingText } from "./leaving-text.ts";

/** What of a failure leaves the machine, and what is known of it. */
export type LeavingError = { exception: Error; facts: Facts };

/**
 * Type, message and stack, masked. Of an error of ours the cause: ours says what a caller is told, in words that are the
 * same for every failure, and stays as its `code`. Further causes are in the log, under the same request id.
 */
export const leavingError = (thrown: unknown): LeavingError => {
  const failure = isAppError(thrown) ? (thrown.cause ?? thrown) : thrown;
  const error = failure instanceof Error ? failure : new Error(String(failure));
  const exception = new Error(leavingText(error.message));
  exception.name = error.name;
  exception.stack = leavingText(error.stack ?? "");
  return { exception, facts: isAppError(thrown) ? { code: thrown.code } : {} };
};

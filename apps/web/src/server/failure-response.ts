import { errorTable } from "@cloudpix/api";
import type { AppError } from "@cloudpix/domain";
import { failurePage } from "./failure-page.ts";
import { reportFailure } from "./report-failure.ts";

/** The page draws itself and runs nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/**
 * A failure of ours where people wait for a page, told with its true status and reported with its cause under the request
 * that it names. `again`: the address where another try begins.
 */
export const failureResponse = (error: AppError, requestId: string, again: string): Response => {
  const status = errorTable[error.code].httpStatus === 503 ? 503 : 500;
  const { retryAfterSeconds } = error;
  reportFailure(error, requestId);
  return new Response(failurePage(status, requestId, again), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
    },
  });
};

import { errorTable, toAppError } from "@cloudpix/api";
import { errorSentences } from "@cloudpix/domain";
import { bearerChallenge } from "./bearer-challenge.ts";
import { reportFailure } from "./report-failure.ts";

/**
 * Any failure as `application/problem+json` (RFC 9457), told as far as it may be; ours are reported with their cause.
 * `allow`: the methods that the address knows, told to whoever used another.
 */
export const errorResponse = (error: unknown, requestId: string, allow?: string): Response => {
  const appError = toAppError(error);
  const status = errorTable[appError.code].httpStatus;
  reportFailure(appError, requestId);
  return Response.json(
    {
      type: "about:blank",
      title: errorSentences[appError.code],
      status,
      detail: appError.message,
      error: appError.message,
      code: appError.code,
      ...(appError.issues.length > 0 ? { issues: appError.issues } : {}),
      requestId,
    },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        ...bearerChallenge(appError.code),
        ...(allow !== undefined && appError.code === "route.method" ? { allow } : {}),
        ...(appError.retryAfterSeconds === undefined
          ? {}
          : { "retry-after": String(appError.retryAfterSeconds) }),
      },
    },
  );
};

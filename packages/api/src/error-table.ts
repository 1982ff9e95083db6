import type { ErrorCode } from "@cloudpix/domain";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";

/**
 * How each code is told over tRPC and over HTTP. The one table: tRPC's error formatter, its response status
 * and the REST adapter all read it. tRPC knows no 410 and no 431, so those rows borrow the nearest name it has.
 */
export const errorTable = {
  "input.invalid": { trpcCode: "BAD_REQUEST", httpStatus: 400 },
  "input.too_large": { trpcCode: "PAYLOAD_TOO_LARGE", httpStatus: 413 },
  "input.head_too_large": { trpcCode: "PAYLOAD_TOO_LARGE", httpStatus: 431 },
  "input.too_slow": { trpcCode: "TIMEOUT", httpStatus: 408 },
  "input.media_type": { trpcCode: "UNSUPPORTED_MEDIA_TYPE", httpStatus: 415 },
  "auth.required": { trpcCode: "UNAUTHORIZED", httpStatus: 401 },
  "auth.token_invalid": { trpcCode: "UNAUTHORIZED", httpStatus: 401 },
  "auth.token_expired": { trpcCode: "UNAUTHORIZED", httpStatus: 401 },
  "auth.scope_missing": { trpcCode: "FORBIDDEN", httpStatus: 403 },
  "auth.reset_invalid": { trpcCode: "BAD_REQUEST", httpStatus: 400 },
  "auth.credentials_wrong": { trpcCode: "UNAUTHORIZED", httpStatus: 401 },
  "auth.email_taken": { trpcCode: "CONFLICT", httpStatus: 409 },
  "auth.origin_refused": { trpcCode: "FORBIDDEN", httpStatus: 403 },
  "token.not_found": { trpcCode: "NOT_FOUND", httpStatus: 404 },
  "file.not_found": { trpcCode: "NOT_FOUND", httpStatus: 404 },
  "file.not_ready": { trpcCode: "CONFLICT", httpStatus: 409 },
  "upload.incomplete": { trpcCode: "CONFLICT", httpStatus: 409 },
  "upload.completed": { trpcCode: "CONFLICT", httpStatus: 409 },
  "upload.length_wrong": { trpcCode: "BAD_REQUEST", httpStatus: 400 },
  "upload.digest_wrong": { trpcCode: "BAD_REQUEST", httpStatus: 400 },
  "upload.too_large": { trpcCode: "PAYLOAD_TOO_LARGE", httpStatus: 413 },
  "quota.exceeded": { trpcCode: "PAYLOAD_TOO_LARGE", httpStatus: 413 },
  "share.not_found": { trpcCode: "NOT_FOUND", httpStatus: 404 },
  "share.expired": { trpcCode: "PRECONDITION_FAILED", httpStatus: 410 },
  "share.revoked": { trpcCode: "PRECONDITION_FAILED", httpStatus: 410 },
  "share.used_up": { trpcCode: "PRECONDITION_FAILED", httpStatus: 410 },
  "share.password_required": { trpcCode: "FORBIDDEN", httpStatus: 403 },
  "share.password_wrong": { trpcCode: "FORBIDDEN", httpStatus: 403 },
  "share.visit_required": { trpcCode: "UNAUTHORIZED", httpStatus: 401 },
  "request.conflict": { trpcCode: "CONFLICT", httpStatus: 409 },
  "route.not_found": { trpcCode: "NOT_FOUND", httpStatus: 404 },
  "route.method": { trpcCode: "METHOD_NOT_SUPPORTED", httpStatus: 405 },
  "rate.limited": { trpcCode: "TOO_MANY_REQUESTS", httpStatus: 429 },
  "dependency.unavailable": { trpcCode: "SERVICE_UNAVAILABLE", httpStatus: 503 },
  internal: { trpcCode: "INTERNAL_SERVER_ERROR", httpStatus: 500 },
} as const satisfies Record<ErrorCode, { trpcCode: TRPC_ERROR_CODE_KEY; httpStatus: number }>;

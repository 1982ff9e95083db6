import { AppError, type ErrorCode, isAppError } from "@cloudpix/domain";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

const frameworkCodes: Partial<Record<TRPCError["code"], ErrorCode>> = {
  PARSE_ERROR: "input.invalid",
  BAD_REQUEST: "input.invalid",
  NOT_FOUND: "route.not_found",
  METHOD_NOT_SUPPORTED: "route.method",
  PAYLOAD_TOO_LARGE: "input.too_large",
  UNSUPPORTED_MEDIA_TYPE: "input.media_type",
};

/** Refused input as an error that names each field. */
export const invalidInput = (error: ZodError): AppError => {
  const issues = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const only = issues.length === 1 ? issues[0] : undefined;
  return new AppError("input.invalid", { issues, cause: error, ...(only ? { message: only.message } : {}) });
};

/**
 * Whatever was thrown, as an error that may be told: an AppError as it is, refused input with its fields,
 * the framework's own refusals by code; all else becomes `internal` with a fixed sentence and the original as cause.
 */
export const toAppError = (error: unknown): AppError => {
  if (isAppError(error)) return error;
  if (!(error instanceof TRPCError)) return new AppError("internal", { cause: error });
  if (isAppError(error.cause)) return error.cause;
  if (error.code === "BAD_REQUEST" && error.cause instanceof ZodError) return invalidInput(error.cause);
  const message = error.code === "PARSE_ERROR" ? { message: "The request is not valid JSON." } : {};
  return new AppError(frameworkCodes[error.code] ?? "internal", { cause: error, ...message });
};

import { type ErrorCode, errorSentences } from "@cloudpix/domain";
import { TRPCClientError } from "@trpc/client";

const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === "string" && Object.hasOwn(errorSentences, value);

/** The code CloudPix refused a call with, such as `share.expired`; undefined for any other failure, the network's for one. */
export const errorCodeOf = (error: unknown): ErrorCode | undefined => {
  if (!(error instanceof TRPCClientError)) return undefined;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("appCode" in data)) return undefined;
  return isErrorCode(data.appCode) ? data.appCode : undefined;
};

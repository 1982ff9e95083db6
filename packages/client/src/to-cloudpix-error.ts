import type { AppRouter } from "@cloudpix/api";
import { TRPCClientError } from "@trpc/client";
import { CloudPixError, type CloudPixIssue, isKnownCode } from "./cloudpix-error.ts";
import { readRetryAfter } from "./read-retry-after.ts";

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const issuesOf = (value: unknown): CloudPixIssue[] =>
  (Array.isArray(value) ? value : []).flatMap((issue: unknown) => {
    const [path, message] = [textOf(field(issue, "path")), textOf(field(issue, "message"))];
    return path === undefined || message === undefined ? [] : [{ path, message }];
  });

/** The refusal in an answer: tRPC's own, or the problem document of what stands in front of the procedures. */
const refusalOf = (error: TRPCClientError<AppRouter>) => {
  const body = field(error.meta, "responseJSON");
  const data: unknown = error.data;
  const told = data ?? body;
  return {
    code: field(told, "appCode") ?? field(body, "code"),
    message: data === undefined ? textOf(field(body, "detail")) : error.message,
    requestId: textOf(field(told, "requestId")),
    issues: issuesOf(field(told, "issues")),
  };
};

/**
 * What a caller is told of a failed call. Failures that are not of the wire, such as those of the caller's own `token`,
 * come out as they were thrown.
 */
export const toCloudPixError = (error: unknown): unknown => {
  if (!(error instanceof TRPCClientError)) return error;
  const response = error.meta?.["response"];
  if (!(response instanceof Response)) return error.cause ?? error;
  const { code, ...told } = refusalOf(error);
  return new CloudPixError(isKnownCode(code) ? code : "answer.unexpected", {
    ...told,
    status: response.status,
    retryAfterSeconds: readRetryAfter(response.headers.get("retry-after"), new Date()),
    cause: error,
  });
};

import { type ErrorCode, errorSentences } from "./error-code.ts";

/** What of the input was refused, and why, in words a person can act on. `path` names a field; empty: the input as a whole. */
export type InputIssue = { path: string; message: string };

type Options = {
  /** Replaces the code's own sentence. Shown to the caller: never a secret, a path or another user's data. */
  message?: string;
  issues?: InputIssue[];
  retryAfterSeconds?: number;
  /** What really happened. Logged, never shown. */
  cause?: unknown;
};

/** The only error use-cases and drivers throw on purpose. `message` may be shown to the caller as it is. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  /** Never empty for `input.invalid`. */
  readonly issues: InputIssue[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: Options = {}) {
    super(options.message ?? errorSentences[code], { cause: options.cause });
    this.code = code;
    this.issues = options.issues ?? (code === "input.invalid" ? [{ path: "", message: this.message }] : []);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Input that is refused for one of its fields; `message` is a sentence for whoever filled it in. */
export const invalidField = (path: string, message: string, cause?: unknown): AppError =>
  new AppError("input.invalid", { message, issues: [{ path, message }], cause });

/** A dependency did not answer; the caller may come back in a few seconds and loses nothing by it. */
export const unavailable = (cause: unknown, retryAfterSeconds = 5): AppError =>
  new AppError("dependency.unavailable", { cause, retryAfterSeconds });

/**
 * True for an {@link AppError}, also for one whose class was loaded a second time: the web app's bundle
 * and the drivers beside it each hold a copy of this module, so `instanceof` would not do.
 */
export const isAppError = (value: unknown): value is AppError =>
  value instanceof Error &&
  value.name === "AppError" &&
  "code" in value &&
  String(value.code) in errorSentences;

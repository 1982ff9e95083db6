import { isRestError, type RestError, type StoragePipelineOptions } from "@azure/storage-blob";
import { AppError, isAppError, unavailable } from "@cloudpix/domain";

/**
 * How long a call may take. The SDK tries a refused or failing request four times within a second; a request that
 * gets no answer is given up after `TRY_MS` and tried once more. So a dead storage is known within 2 s when it refuses
 * connections, and within 8 s when it is silent.
 */
export const TRY_MS = 3_500;
const TRIES = 2;

/** What both service clients are built with. */
export const pipelineOptions: Pick<StoragePipelineOptions, "retryOptions"> = {
  retryOptions: { maxTries: 4, retryDelayInMs: 200, maxRetryDelayInMs: 1_000 },
};

type Call<T> = {
  /** Named in the cause of an error; never a blob's name. */
  name: string;
  run: (signal: AbortSignal) => Promise<T>;
  /** Turns an expected refusal into an answer; undefined leaves it an error. */
  onRefusal?: (refusal: Refusal) => T | undefined;
  /** Time for the payload, on top of {@link TRY_MS} for each try. */
  extraMs?: number;
};

/** A 4xx answer of storage, with its own error code. */
export type Refusal = { status: number; code: string; copySource: { status: number; code: string } | null };

const refusalOf = (error: RestError): Refusal => {
  const header = (name: string) => error.response?.headers.get(name);
  const sourceStatus = Number(header("x-ms-copy-source-status-code"));
  return {
    status: error.statusCode ?? 0,
    code: header("x-ms-error-code") ?? error.code ?? "",
    copySource:
      sourceStatus > 0 ? { status: sourceStatus, code: header("x-ms-copy-source-error-code") ?? "" } : null,
  };
};

// The SDK's errors carry requests with signatures in their URLs and headers; our logs must not.
const toCause = (name: string, error: RestError): Error => {
  const requestId = error.response?.headers.get("x-ms-request-id");
  const what = error.statusCode === undefined ? error.message : `answered ${error.statusCode}`;
  return new Error(`${name}: ${what} [${refusalOf(error).code}]${requestId ? ` request ${requestId}` : ""}`);
};

const isCredentialError = (error: unknown) =>
  error instanceof Error &&
  /^(CredentialUnavailable|Authentication|AggregateAuthentication)/.test(error.name);

// Bytes that were damaged on their way arrive whole the next time; a copy that is under way comes to its end.
const passing = new Set(["Md5Mismatch", "PendingCopyOperation"]);

/** The error a caller sees for what the SDK threw: `dependency.unavailable` where coming back may help, else `internal`. */
export const toAppError = (name: string, error: unknown): AppError => {
  if (isAppError(error)) return error;
  if (isCredentialError(error)) return unavailable(error);
  if (!isRestError(error)) return new AppError("internal", { cause: error });
  const status = error.statusCode ?? 0;
  const cause = toCause(name, error);
  const mayComeBack = status === 0 || status === 408 || status === 429 || status >= 500;
  return mayComeBack || passing.has(refusalOf(error).code)
    ? unavailable(cause)
    : new AppError("internal", { cause });
};

/**
 * Runs one storage request with a bounded time for its headers to arrive; the body of a download is not bounded by it.
 * @throws AppError `dependency.unavailable` when storage does not answer, `internal` for a refusal nobody expected.
 */
export const callStorage = async <T>({ name, run, onRefusal, extraMs = 0 }: Call<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), TRY_MS + extraMs);
    try {
      return await run(giveUp.signal);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      if (giveUp.signal.aborted) {
        if (attempt < TRIES) continue;
        throw unavailable(new Error(`${name}: no answer within ${TRY_MS + extraMs} ms, ${TRIES} times`));
      }
      const answer = isRestError(error) ? onRefusal?.(refusalOf(error)) : undefined;
      if (answer !== undefined) return answer;
      throw toAppError(name, error);
    } finally {
      clearTimeout(timer);
    }
  }
};

/** True for "there is no such blob", false for a missing container: that is a broken deployment, not an answer. */
export const isBlobMissing = ({ status, code }: Refusal): boolean =>
  status === 404 && code === "BlobNotFound";

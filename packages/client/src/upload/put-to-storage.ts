import { CloudPixError, isCloudPixError } from "../cloudpix-error.ts";
import type { Connection } from "../cloudpix-options.ts";
import { readRetryAfter } from "../read-retry-after.ts";
import { sendRequest } from "../send-request.ts";
import { isPassing, withRetries } from "../with-retries.ts";

/** Eight MiB at 28 KB a second. */
const timeoutMs = 300_000;

type Put = {
  connection: Connection;
  url: string;
  body: Uint8Array<ArrayBuffer> | string;
  headers?: Record<string, string>;
  signal: AbortSignal | undefined;
};

/** Sending the same bytes again may help: no answer, a busy service, or bytes damaged on their way (400: the MD5 was wrong). */
const passes = (error: unknown): boolean => {
  if (isPassing(error)) return true;
  if (!isCloudPixError(error, "storage.refused") || error.status === undefined) return false;
  return error.status === 400 || error.status === 408 || error.status >= 500;
};

/**
 * PUTs to storage, more patiently than procedures are called: much has been sent by then that should not be lost.
 * @throws CloudPixError `storage.refused`, `network.failed`; the signal's reason when aborted
 */
export const putToStorage = ({ connection, url, body, headers = {}, signal }: Put): Promise<void> =>
  withRetries(
    async () => {
      const init = { method: "PUT", headers, body };
      const answer = await sendRequest({ fetch: connection.fetch, url, init, signal, timeoutMs });
      if (answer.status === 201) return;
      const retryAfterSeconds = readRetryAfter(answer.headers.get("retry-after"), new Date());
      throw new CloudPixError("storage.refused", { status: answer.status, retryAfterSeconds });
    },
    { retries: 2 * connection.retries, signal, isPassing: passes },
  );

import { CloudPixError, isCloudPixError } from "../cloudpix-error.ts";
import type { Connection } from "../cloudpix-options.ts";
import { readRetryAfter } from "../read-retry-after.ts";
import { sendRequest } from "../send-request.ts";
import { isPassing, withRetries } from "../with-retries.ts";
import type { UseUrl } from "./renewed-url.ts";

/** Eight MiB at 28 KB a second. */
const timeoutMs = 300_000;

/** The blob of one upload, as long as the upload takes. */
export type Target = { connection: Connection; useUrl: UseUrl };

type Put = {
  /** What of the blob: goes behind its URL. */
  query: string;
  body: Uint8Array<ArrayBuffer> | string;
  /** MD5 of the body, in base64: storage refuses other bytes. */
  md5?: string;
  signal: AbortSignal | undefined;
};

/** Sending the same bytes again may help: no answer, a busy service, bytes that were damaged on their way. */
const passes = (error: unknown, md5: string | undefined): boolean => {
  if (isPassing(error)) return true;
  if (!isCloudPixError(error, "storage.refused") || error.status === undefined) return false;
  return error.status === 408 || error.status >= 500 || (error.status === 400 && md5 !== undefined);
};

/**
 * PUTs to storage, more patiently than procedures are called: much has been sent by then that should not be lost.
 * @throws CloudPixError `storage.refused`, `network.failed`; what a fresh URL is refused with; the signal's reason
 */
export const putToStorage = (
  { connection: { fetch, retries }, useUrl }: Target,
  { query, body, md5, signal }: Put,
): Promise<void> => {
  const init = { method: "PUT", body, headers: md5 === undefined ? {} : { "content-md5": md5 } };
  const put = async (url: string) => {
    const answer = await sendRequest({ fetch, url: url + query, init, signal, timeoutMs });
    if (answer.status === 201) return;
    const retryAfterSeconds = readRetryAfter(answer.headers.get("retry-after"), new Date());
    throw new CloudPixError("storage.refused", { status: answer.status, retryAfterSeconds });
  };
  return withRetries(() => useUrl(put), {
    retries: 2 * retries,
    signal,
    isPassing: (error) => passes(error, md5),
  });
};

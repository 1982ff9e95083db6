import { CloudPixError, isCloudPixError } from "../cloudpix-error.ts";
import type { Connection } from "../cloudpix-options.ts";
import { readRetryAfter } from "../read-retry-after.ts";
import { sendRequest } from "../send-request.ts";
import { isPassing, withRetries } from "../with-retries.ts";
import type { UseUrl } from "./renewed-url.ts";
import type { Turns } from "./turns.ts";

/** The blob of one upload, as long as the upload takes. */
export type Target = {
  connection: Connection;
  useUrl: UseUrl;
  turns: Turns;
  /** How long one PUT may take. */
  timeoutMs: number;
};

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

/** The line is too slow for what is sent at once: our time for it is over, or storage's. */
const isTooSlow = (error: unknown): boolean =>
  isCloudPixError(error) &&
  (error.status === 408 || (error.cause instanceof DOMException && error.cause.name === "TimeoutError"));

const pieceBytes = 256 * 1024;

/** In pieces, for Node's `fetch` gives up on a body after 5 minutes in which it has not got rid of one piece of it. */
const inPieces = (bytes: Uint8Array<ArrayBuffer>): Blob => {
  const count = Math.ceil(bytes.length / pieceBytes);
  return new Blob(
    Array.from({ length: count }, (_, index) => bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes)),
  );
};

/**
 * PUTs to storage, more patiently than procedures are called: much has been sent by then that should not be lost. Where
 * what goes at once is too much for the line, each goes alone from then on.
 * @throws CloudPixError `storage.refused`, `network.failed`; what a fresh URL is refused with; the signal's reason
 */
export const putToStorage = (
  { connection: { fetch, retries }, useUrl, turns, timeoutMs }: Target,
  { query, body, md5, signal }: Put,
): Promise<void> => {
  const put = async (url: string) => {
    const init = {
      method: "PUT",
      body: typeof body === "string" ? body : inPieces(body),
      headers: md5 === undefined ? {} : { "content-md5": md5 },
    };
    const answer = await sendRequest({ fetch, url: url + query, init, signal, timeoutMs });
    if (answer.status === 201) return;
    const retryAfterSeconds = readRetryAfter(answer.headers.get("retry-after"), new Date());
    throw new CloudPixError("storage.refused", { status: answer.status, retryAfterSeconds });
  };
  const once = async () => {
    try {
      await turns.take(() => useUrl(put), signal);
    } catch (error) {
      if (isTooSlow(error)) turns.narrow();
      throw error;
    }
  };
  return withRetries(once, { retries: 2 * retries, signal, isPassing: (error) => passes(error, md5) });
};

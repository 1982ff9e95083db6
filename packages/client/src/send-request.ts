import { CloudPixError } from "./cloudpix-error.ts";

/** What of `fetch` is used, so that another one can stand in. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An answer that has arrived in full. */
export type Answer = { status: number; headers: Headers; text: string };

type Request = {
  fetch: Fetch;
  url: string;
  init: RequestInit;
  signal: AbortSignal | undefined;
  /** An answer that is not complete by then counts as none. */
  timeoutMs: number;
};

/**
 * Sends one request and reads its answer to the end, so that a connection lost on the way back is told like one lost on
 * the way there.
 * @throws CloudPixError `network.failed`; the signal's reason when aborted
 */
export const sendRequest = async ({ fetch, url, init, signal, timeoutMs }: Request): Promise<Answer> => {
  signal?.throwIfAborted();
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      ...init,
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (cause) {
    signal?.throwIfAborted();
    throw new CloudPixError("network.failed", { cause });
  }
};

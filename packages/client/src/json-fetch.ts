import { CloudPixError } from "./cloudpix-error.ts";
import { readRetryAfter } from "./read-retry-after.ts";
import { type Fetch, sendRequest } from "./send-request.ts";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

type Init = Omit<RequestInit, "signal"> & { signal?: AbortSignal | null | undefined };

/**
 * A `fetch` for tRPC whose answers have arrived in full and are JSON: a proxy's page and a lost connection fail here,
 * with what is known of them.
 */
export const jsonFetch =
  (fetch: Fetch, timeoutMs: number) =>
  async (url: string | URL | Request, { signal, ...init }: Init = {}): Promise<Response> => {
    const { status, headers, text } = await sendRequest({
      fetch,
      url: String(url),
      init,
      signal: signal ?? undefined,
      timeoutMs,
    });
    if (!isJson(text)) {
      const retryAfterSeconds = readRetryAfter(headers.get("retry-after"), new Date());
      throw new CloudPixError("answer.unexpected", { status, retryAfterSeconds });
    }
    return new Response(text, { status, headers });
  };

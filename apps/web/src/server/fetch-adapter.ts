import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { compressText } from "./compress-text.ts";

/** Answers one request in the words of the web platform. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

const headersOf = (incoming: IncomingMessage): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) headers.append(name, one);
  }
  return headers;
};

const hasBody = ({ headers, method }: IncomingMessage) =>
  method !== "GET" &&
  method !== "HEAD" &&
  (headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0);

/** Chunk by chunk as the reader asks for them; whoever stops reading leaves the connection as it is. */
const bodyOf = (incoming: IncomingMessage): ReadableStream<Uint8Array> => {
  const chunks = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
};

const toRequest = (incoming: IncomingMessage, signal: AbortSignal): Request => {
  const init: RequestInit & { duplex?: "half" } = {
    method: incoming.method ?? "GET",
    headers: headersOf(incoming),
    signal,
  };
  if (hasBody(incoming)) Object.assign(init, { body: bodyOf(incoming), duplex: "half" });
  return new Request(`http://${incoming.headers.host}${incoming.url}`, init);
};

/** What the handler says wins over what the server said before; cookies add up, and so does what answers vary by. */
const setHead = ({ status, headers }: Response, outgoing: ServerResponse) => {
  outgoing.statusCode = status;
  for (const [name, value] of headers) {
    if (name === "vary") outgoing.appendHeader(name, value);
    else if (name !== "set-cookie") outgoing.setHeader(name, value);
  }
  for (const cookie of headers.getSetCookie()) outgoing.appendHeader("set-cookie", cookie);
};

/** Text that a handler wrote. What tells its length is bytes, whatever they are called: of any size, or a range. */
const isText = ({ headers }: Response) =>
  !headers.has("content-encoding") &&
  !headers.has("content-length") &&
  /json|text\//.test(headers.get("content-type") ?? "text/");

const send = async (response: Response, incoming: IncomingMessage, outgoing: ServerResponse) => {
  setHead(response, outgoing);
  if (response.body === null) return void outgoing.end();
  if (!isText(response)) return pipeline(response.body.values(), outgoing);
  const text = Buffer.from(await response.arrayBuffer());
  const { bytes, encoding } = await compressText(text, incoming.headers["accept-encoding"]);
  outgoing.appendHeader("vary", "Accept-Encoding");
  if (encoding !== undefined) outgoing.setHeader("content-encoding", encoding);
  outgoing.setHeader("content-length", bytes.length);
  outgoing.end(bytes);
};

/** Small text takes a moment to be made smaller, and has sent no head until then. */
const sending = new WeakSet<ServerResponse>();

/** Whether an answer is on its way or sent, and did not break off. */
export const hasAnswer = (outgoing: ServerResponse): boolean => sending.has(outgoing);

/**
 * Sends an answer: text whole, with its length, and small where the caller takes it so; everything else as it flows. Of
 * two answers to one request (a handler's, and the refusal of a body that cannot be read) the first is sent and the other
 * is let go of. Rejects when the answer breaks off on our side; as long as no head was sent another may take its place.
 */
export const sendResponse = async (
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  if (sending.has(outgoing) || outgoing.headersSent) return response.body?.cancel();
  sending.add(outgoing);
  try {
    await send(response, incoming, outgoing);
  } catch (error) {
    sending.delete(outgoing);
    throw error;
  }
};

/**
 * Lets a handler of the web platform answer a request of node:http. Bodies flow as fast as their reader takes them, both
 * ways. The request's signal aborts when its sender is gone, or was answered otherwise. Rejects when the handler does, before anything was sent, and
 * when an answer breaks off on our side; a caller that goes away in the middle is no error.
 */
export const answerWith = async (
  handler: FetchHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const gone = new AbortController();
  let isAnswering = false;
  outgoing.once("close", () => {
    if (!isAnswering || !outgoing.writableFinished) gone.abort();
  });
  const response = await handler(toRequest(incoming, gone.signal));
  isAnswering = true;
  await sendResponse(response, incoming, outgoing).catch((error: unknown) => {
    if (!gone.signal.aborted) throw error;
  });
};

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { errorResponse } from "./error-response.ts";
import { answerWith, type FetchHandler, hasAnswer, sendResponse } from "./fetch-adapter.ts";

type Options = {
  /** Who answers a path with data or bytes; null where it is the framework's. */
  findHandler: (path: string) => FetchHandler | null;
  framework: RequestListener;
};

const answer = async (handler: FetchHandler, request: IncomingMessage, response: ServerResponse) => {
  try {
    await answerWith(handler, request, response);
  } catch (error) {
    const failure = errorResponse(error, String(request.headers["x-request-id"]));
    // Too late to say so: an answer that breaks off must not look whole.
    if (response.headersSent && !hasAnswer(response)) response.destroy();
    else await sendResponse(failure, request, response).catch(() => response.destroy());
  }
};

/** Hands a request to whoever answers its path. */
export const createDispatch =
  ({ findHandler, framework }: Options) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const handler = findHandler(request.url?.split("?", 1)[0] ?? "");
    if (handler === null) framework(request, response);
    else void answer(handler, request, response);
  };

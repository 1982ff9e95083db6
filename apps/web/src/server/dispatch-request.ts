import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { concerning } from "@cloudpix/telemetry";
import { errorResponse } from "./error-response.ts";
import { answerWith, type FetchHandler, sendResponse } from "./fetch-adapter.ts";
import { inRequestSpan } from "./in-request-span.ts";
import type { Received } from "./receive-request.ts";
import type { Running } from "./running.ts";

type Options = {
  running: Running;
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
    if (response.headersSent) response.destroy();
    else await sendResponse(failure, request, response);
  }
};

/** Hands a request to whoever answers its path, as an operation of its own that all it logs and causes belongs to. */
export const createDispatch =
  ({ running, findHandler, framework }: Options) =>
  (request: IncomingMessage, response: ServerResponse, { caller, route }: Received): void => {
    const { services, callers, response: responses } = running;
    const { requestId, traceParent } = caller;
    const userId = () => callers.get(response);
    const handler = findHandler(request.url?.split("?", 1)[0] ?? "");
    const watched = { method: request.method ?? "", route, requestId, traceParent, userId };
    const begin = () =>
      handler === null ? framework(request, response) : void answer(handler, request, response);
    concerning(
      () => ({ requestId, userId: userId() }),
      () => inRequestSpan(services.telemetry, watched, response, () => responses.run(response, begin)),
    );
  };

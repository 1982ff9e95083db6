import type { IncomingMessage, ServerResponse } from "node:http";
import { concerning } from "@cloudpix/telemetry";
import { inRequestSpan } from "./in-request-span.ts";
import type { Received } from "./receive-request.ts";
import type { Running } from "./running.ts";

/** As semantic conventions name a method that is none of theirs; here: one that could not even be read. */
const noMethod = "_OTHER";

/**
 * Runs what answers a request, a refusal too, as an operation of its own: all that it logs names the request, and what it
 * causes belongs to it.
 */
export const createAsOperation =
  ({ services, callers, response: responses }: Running) =>
  (
    request: IncomingMessage,
    response: ServerResponse,
    { caller, route }: Received,
    answer: () => void,
  ): void => {
    const { requestId, traceParent } = caller;
    const userId = () => callers.get(response);
    const watched = { method: request.method || noMethod, route, requestId, traceParent, userId };
    concerning(
      () => ({ requestId, userId: userId() }),
      () => inRequestSpan(services.telemetry, watched, response, () => responses.run(response, answer)),
    );
  };

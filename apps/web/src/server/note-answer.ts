import type { ServerResponse } from "node:http";
import type { UserId } from "@cloudpix/domain";
import type { Log } from "@cloudpix/telemetry";
import { isOperation } from "./is-operation.ts";
import type { RequestFigures } from "./request-figures.ts";

/** A request as the log may know it: its address may hold a secret, its route does not. */
export type NotedRequest = {
  requestId: string;
  /** Undefined where not even that could be read. */
  method: string | undefined;
  route: string;
  /** Who was found to ask, once it is answered. */
  userId: () => UserId | undefined;
  /** Why the platform could not read it, by the platform's own code. */
  reason?: string | undefined;
};

/** Counts a request from now until its answer has ended, and then writes its one line into the log. */
export const noteAnswer = (
  { log, figures }: { log: Log; figures: RequestFigures },
  response: ServerResponse,
  { requestId, method, route, userId, reason }: NotedRequest,
): void => {
  const begun = performance.now();
  figures.begun();
  response.once("close", () => {
    const { statusCode: status, writableFinished: complete } = response;
    const durationMs = performance.now() - begun;
    figures.ended({ status, durationMs, complete, isOperation: isOperation(route) });
    log[status < 500 ? "info" : "warn"](
      {
        requestId,
        userId: userId(),
        method,
        route,
        reason,
        status,
        durationMs: Math.round(durationMs),
        complete,
      },
      "request",
    );
  });
};

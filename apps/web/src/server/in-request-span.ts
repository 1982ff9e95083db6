import type { ServerResponse } from "node:http";
import type { Telemetry } from "@cloudpix/telemetry";
import { isOperation } from "./is-operation.ts";

/** A request as telemetry may know it: by its route, never by its address. */
export type WatchedRequest = {
  method: string;
  route: string;
  requestId: string;
  /** The operation it belongs to, from a caller who is believed. */
  traceParent: string | undefined;
  /** Who was found to ask, once it is answered. */
  userId: () => string | undefined;
};

/** Runs `answer` as an operation that ends with the answer's last byte, and everything it begins as a part of it. */
export const inRequestSpan = (
  telemetry: Telemetry,
  { method, route, requestId, traceParent, userId }: WatchedRequest,
  response: ServerResponse,
  answer: () => void,
): void => {
  if (!isOperation(route)) {
    answer();
    return;
  }
  const attributes = { "http.request.method": method, "http.route": route, requestId };
  void telemetry.underParent(traceParent, () =>
    telemetry.inSpan(`${method} ${route}`, { kind: "server", attributes }, (span) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      response.once("close", () => {
        const status = response.statusCode;
        // The route again: the framework writes its own name of it on the span around it.
        span.set({
          "http.response.status_code": status,
          "http.route": route,
          "enduser.id": userId() ?? null,
        });
        // Whoever asked went away, or the answer broke off.
        if (!response.writableFinished) span.fail();
        resolve();
      });
      answer();
      return promise;
    }),
  );
};

import { isAppError } from "@cloudpix/domain";
import { running } from "./running.ts";

type Asked = { headers: Record<string, string | string[] | undefined> };

const digestOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, "digest") : undefined;

/**
 * Logs and reports why a page failed under its request's id, which people are shown as the reference; under the
 * framework's own one where it failed in the browser's view of it. `route` is the page's
 * file, not the address that was asked for.
 */
export const logPageFailure = (error: unknown, { headers }: Asked, route: string): void => {
  const { log, telemetry } = running().services;
  const requestId = headers["x-request-id"];
  const code = isAppError(error) ? error.code : "internal";
  const failure = isAppError(error) ? (error.cause ?? error) : error;
  log.error({ requestId, reference: digestOf(error), route, code, err: failure }, "page failed");
  telemetry.trackException(failure, { requestId: String(requestId), route, code });
};

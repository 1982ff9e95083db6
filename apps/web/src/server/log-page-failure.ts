import { running } from "./running.ts";

type Asked = { headers: Record<string, string | string[] | undefined> };

const digestOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, "digest") : undefined;

/**
 * Logs and reports why a page failed under its request's id, and under the reference that people are shown. `route` is the page's
 * file, not the address that was asked for.
 */
export const logPageFailure = (error: unknown, { headers }: Asked, route: string): void => {
  const { log, telemetry } = running().services;
  const requestId = headers["x-request-id"];
  log.error({ requestId, reference: digestOf(error), route, err: error }, "page failed");
  telemetry.trackException(error, { requestId: String(requestId), route });
};

import { running } from "./running.ts";
import { tellFailure } from "./tell-failure.ts";

type Asked = { headers: Record<string, string | string[] | undefined> };

const digestOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, "digest") : undefined;

/**
 * Logs and reports why a page failed under its request's id, which people are shown as the reference; under the
 * framework's own one where it failed in the browser's view of it. `route` is the page's
 * file, not the address that was asked for.
 */
export const logPageFailure = (error: unknown, { headers }: Asked, route: string): void => {
  const reference = digestOf(error);
  tellFailure(running().services, error, "page failed", {
    requestId: String(headers["x-request-id"]),
    ...(reference === undefined ? {} : { reference: String(reference) }),
    route,
  });
};

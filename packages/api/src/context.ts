import type { Actor } from "./actor.ts";
import type { Services } from "./services.ts";

/** One request as the procedures see it. An interface, so that a client's declarations name it instead of unfolding it. */
export interface Context {
  services: Services;
  requestId: string;
  /** The peer's true address, after trusted proxies. Limits count by it. */
  clientAddress: string;
  /** Whether the installation's operator asks, by where the request comes from or what it shows: they may see figures. */
  isOperator(): boolean;
  /**
   * Who calls, read from the bearer (session or access token) or the session cookie and compared with the user's record.
   * Asked only by procedures that need a user, so that a stale token never stands in the way of signing in again.
   * @throws AppError `auth.required`, `auth.token_invalid`, `auth.token_expired`
   */
  authenticate(): Promise<Actor>;
}

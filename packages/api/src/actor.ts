import type { Scope, UserRecord } from "@cloudpix/domain";

/**
 * Who calls and what they may do: `all` for a person with a session (bearer JWT or cookie), a set of scopes for a
 * program with an access token. An access token never holds `all`, whatever its scopes: the account itself stays closed.
 */
export type Actor = { user: UserRecord; scopes: ReadonlySet<Scope> | "all" };

/** The person behind a session. */
export const personOf = (user: UserRecord): Actor => ({ user, scopes: "all" });

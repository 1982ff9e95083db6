import { AppError, type Scope, type UserRecord } from "@cloudpix/domain";

/**
 * Who calls and what they may do: `all` for a person with a session (bearer JWT or cookie), a set of scopes for a
 * program with an access token. An access token never holds `all`, whatever its scopes: the account itself stays closed.
 */
export type Actor = { user: UserRecord; scopes: ReadonlySet<Scope> | "all" };

/** The person behind a session. */
export const personOf = (user: UserRecord): Actor => ({ user, scopes: "all" });

/** Holds off access tokens without `scope`; a person's session may do everything. @throws AppError `auth.scope_missing` */
export const requireScope = ({ scopes }: Pick<Actor, "scopes">, scope: Scope): void => {
  if (scopes !== "all" && !scopes.has(scope)) throw new AppError("auth.scope_missing");
};

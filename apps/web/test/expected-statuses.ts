import type { ActorName } from "./actors.ts";

/**
 * Whom a verb is for. `owner`: whose thing it is; for other users it does not exist. `every user`: it is about the caller
 * themself. `holder`: whoever holds a link that opens. `unlocker`: whoever also knows its password.
 */
export type Audience = "everybody" | "every user" | "owner" | "holder" | "unlocker";

const visitors = (status: number) => ({
  "visitor ok": status,
  "visitor of another link": status,
  "visitor locked": status,
  "visitor guessing": status,
  "visitor revoked": status,
  "visitor expired": status,
  "visitor used up": status,
});

/** Those whose word is worth nothing here. */
const unknown = (status: number) => ({
  anonymous: status,
  "deleted user": status,
  "deleted user by cookie": status,
  ...visitors(status),
});

const owners = (status: number, fromAnotherSite: number) => ({
  owner: status,
  "owner by cookie": status,
  "owner by cookie from another site": fromAnotherSite,
});

/**
 * The status each actor must get; `ok` is the one of success. Another site may make a browser look, which it does not get
 * to see, and `change` nothing.
 */
export const expectedStatuses = (
  audience: Audience,
  { ok, does }: { ok: number; does: "look" | "change" },
): Record<ActorName, number> => {
  const known = owners(ok, does === "change" ? 403 : ok);
  const everybody = { ...unknown(ok), "other user": ok, ...owners(ok, ok) };
  const ended = { "visitor revoked": 410, "visitor expired": 410, "visitor used up": 410 };
  switch (audience) {
    case "everybody":
      return everybody;
    case "every user":
      return { ...unknown(401), "other user": ok, ...known };
    case "owner":
      return { ...unknown(401), "other user": 404, ...known };
    case "holder":
      return { ...everybody, ...ended, "visitor locked": 403, "visitor guessing": 403 };
    case "unlocker":
      return { ...everybody, ...ended, "visitor guessing": 403 };
  }
};

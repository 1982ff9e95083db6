import type { World } from "@cloudpix/api/testing";
import type { Belongings } from "./belongings.ts";

/** Who knocks: the bearer they show, if any, and the link they hold. */
export type Actor = { bearer: string | undefined; linkId: string };

export const actorNames = [
  "anonymous",
  "other user",
  "deleted user",
  "visitor ok",
  "visitor locked",
  "visitor revoked",
  "visitor expired",
  // Last: what the owner does to the thing succeeds, and the refused ones must have left it as it was.
  "owner",
] as const;
export type ActorName = (typeof actorNames)[number];

/** Somebody else, and somebody whose account is deleted: the same for all that is tried on one world. */
export const strangersOf = async (world: World) => {
  const other = await world.person("Eve");
  const gone = await world.person("Ghost");
  await gone.auth.deleteAccount({ password: "correct horse" });
  return { other: other.token, gone: gone.token };
};

/** The eight actors around one owner's belongings. Visitors also try their visit as a bearer. */
export const actorsAround = (
  { owner, links, visits }: Belongings,
  { other, gone }: { other: string; gone: string },
): Record<ActorName, Actor> => ({
  anonymous: { bearer: undefined, linkId: links.link.linkId },
  "other user": { bearer: other, linkId: links.link.linkId },
  "deleted user": { bearer: gone, linkId: links.link.linkId },
  "visitor ok": { bearer: visits.link, linkId: links.link.linkId },
  "visitor locked": { bearer: undefined, linkId: links.locked.linkId },
  "visitor revoked": { bearer: visits.revoked, linkId: links.revoked.linkId },
  "visitor expired": { bearer: visits.expired, linkId: links.expired.linkId },
  owner: { bearer: owner.token, linkId: links.link.linkId },
});

/**
 * Whom a verb is for. `owner`: whose thing it is; for other users it does not exist. `every user`: it is about the caller
 * themself. `holder`: whoever holds a link that opens. `unlocker`: whoever also knows its password.
 */
export type Audience = "everybody" | "every user" | "owner" | "holder" | "unlocker";

const known = { anonymous: 401, "deleted user": 401, "visitor ok": 401, "visitor locked": 401 } as const;
const strangers = { ...known, "visitor revoked": 401, "visitor expired": 401 } as const;

/** The status each actor must get; `ok` is the one of success. */
export const expectedStatuses = (audience: Audience, ok: number): Record<ActorName, number> => {
  const users = { "other user": ok, owner: ok };
  const opens = { anonymous: ok, ...users, "deleted user": ok, "visitor ok": ok };
  const ended = { "visitor revoked": 410, "visitor expired": 410 };
  switch (audience) {
    case "everybody":
      return { ...opens, "visitor locked": ok, "visitor revoked": ok, "visitor expired": ok };
    case "every user":
      return { ...strangers, ...users };
    case "owner":
      return { ...strangers, "other user": 404, owner: ok };
    case "holder":
      return { ...opens, ...ended, "visitor locked": 403 };
    case "unlocker":
      return { ...opens, ...ended, "visitor locked": 403 };
  }
};

import type { World } from "@cloudpix/api/testing";
import { sessionCookie } from "../src/server/session-cookie.ts";
import type { Belongings } from "./belongings.ts";

/** Who knocks: what they show, if anything, and the link they hold. */
export type Actor = {
  linkId: string;
  bearer?: string;
  /** Of a signed-in browser. */
  cookie?: string;
  /** A visit that was good once. */
  visit?: string;
  /** Where the page stands that makes the browser ask. */
  site?: "same-origin" | "cross-site";
};

/** Those who are refused the owner's things, and those who are not: the owner, by both ways to sign in. */
export const actorNames = [
  "anonymous",
  "other user",
  "deleted user",
  "deleted user by cookie",
  "visitor ok",
  "visitor of another link",
  "visitor locked",
  "visitor guessing",
  "visitor revoked",
  "visitor expired",
  "visitor used up",
  "owner by cookie from another site",
  // Last: what the owner does to the thing succeeds, and the refused ones must have left it as it was.
  "owner",
  "owner by cookie",
] as const;
export type ActorName = (typeof actorNames)[number];

/** The owner, whom everything of theirs is told. */
export const isOwner = (name: ActorName): boolean => name.startsWith("owner");

/** What the browser sends of somebody who is signed in now. */
const cookieOf = async ({ services: { db, now } }: World, userId: string): Promise<string> => {
  const user = await db.users.get(userId);
  if (user === null) throw new Error("Nobody is there to sign in.");
  const nowMs = now().getTime();
  const { tokenVersion } = user;
  const set = await sessionCookie({ userId, tokenVersion, sinceMs: nowMs, renewedMs: nowMs });
  return set.split(";", 1)[0] ?? "";
};

/** Somebody else, and somebody whose account is deleted: the same for all that is tried on one world. */
export const strangersOf = async (world: World) => {
  const other = await world.person("Eve");
  const gone = await world.person("Ghost");
  const goneCookie = await cookieOf(world, gone.user.userId);
  await gone.auth.deleteAccount({ password: "correct horse" });
  return { other: other.token, gone: gone.token, goneCookie };
};
type Strangers = Awaited<ReturnType<typeof strangersOf>>;

/** The actors around one owner's belongings. Visitors also try their visit as a bearer. */
export const actorsAround = async (
  world: World,
  { owner, links }: Belongings,
  { other, gone, goneCookie }: Strangers,
): Promise<Record<ActorName, Actor>> => {
  const { linkId } = links.link;
  const visitor = (link: { linkId: string; visit: string }): Actor => ({ ...link, bearer: link.visit });
  const cookie = await cookieOf(world, owner.user.userId);
  return {
    anonymous: { linkId },
    "other user": { linkId, bearer: other },
    "deleted user": { linkId, bearer: gone },
    "deleted user by cookie": { linkId, cookie: goneCookie, site: "same-origin" },
    "visitor ok": visitor(links.link),
    "visitor of another link": { ...visitor(links.other), linkId },
    "visitor locked": visitor(links.locked),
    "visitor guessing": visitor(links.lockedToo),
    "visitor revoked": visitor(links.revoked),
    "visitor expired": visitor(links.expired),
    "visitor used up": visitor(links.usedUp),
    "owner by cookie from another site": { linkId, cookie, site: "cross-site" },
    owner: { linkId, bearer: owner.token },
    "owner by cookie": { linkId, cookie, site: "same-origin" },
  };
};

/** The headers an actor's requests carry. Their visit goes with them only where a link is visited. */
export const headersOf = ({ bearer, cookie, site }: Actor, more: Record<string, string> = {}) => ({
  ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  ...(cookie === undefined ? {} : { cookie }),
  ...(site === undefined ? {} : { "sec-fetch-site": site }),
  ...more,
});

import type { Actor, ActorName } from "./actors.ts";
import type { Belongings } from "./belongings.ts";
import { expectedStatuses } from "./expected-statuses.ts";

/** One action of the browser's sign-in. */
export type ActionCase = {
  expected: Record<ActorName, number>;
  form?: (belongings: Belongings, actor: Actor) => Record<string, string>;
  /** Whoever knows what is asked here speaks as the owner. */
  asOwner?: true;
};

const ofEverybody = (ok: number) => expectedStatuses("everybody", { ok, does: "look" });
/** Another site can neither sign a browser in nor out. */
const ofOwnPages = { ...ofEverybody(200), "owner by cookie from another site": 403 };

/** Everything that next-auth answers. The test of the matrix fails when an action is missing. */
export const actionCases: Record<string, ActionCase> = {
  "GET csrf": { expected: ofEverybody(200) },
  "GET providers": { expected: ofEverybody(200) },
  "GET session": { expected: ofEverybody(200) },
  "POST callback/credentials": {
    expected: ofOwnPages,
    form: ({ owner, password }) => ({ email: owner.user.email, password }),
    asOwner: true,
  },
  "POST signout": { expected: ofOwnPages, form: () => ({}) },
  "GET signin": { expected: ofEverybody(303) },
  "GET error": { expected: ofEverybody(303) },
};

import { jpegBytes } from "@cloudpix/api/testing";
import type { RenditionName } from "@cloudpix/domain";
import type { ActorName } from "./actors.ts";
import { type Belongings, renditionText } from "./belongings.ts";

/** One step below the page of a link. */
export type StepCase = {
  /** How each actor fares: a status, or for those who are sent on, where to. */
  expected: Record<ActorName, string>;
  /** What those are given who get 200. */
  bytes?: (belongings: Belongings) => Uint8Array;
  /** The form that is posted. */
  form?: (belongings: Belongings) => Record<string, string>;
};

/** Nobody's account says anything below a link: whoever shows no visit is a stranger there. */
const strangers = (how: string) => ({
  anonymous: how,
  "other user": how,
  "deleted user": how,
  "deleted user by cookie": how,
  owner: how,
  "owner by cookie": how,
  "owner by cookie from another site": how,
});

/** Bytes of a visit: for one that runs, also when the link is used up by now, and of exactly this link. */
const visit: Record<ActorName, string> = {
  ...strangers("401"),
  "visitor ok": "200",
  "visitor of another link": "401",
  // Their visit began before the link had a password.
  "visitor locked": "401",
  "visitor guessing": "401",
  "visitor revoked": "410",
  "visitor expired": "410",
  "visitor used up": "200",
};

/** The card shows what a link without a password would show to whoever opens it now. */
const card: Record<ActorName, string> = {
  ...strangers("200"),
  "visitor ok": "200",
  "visitor of another link": "200",
  "visitor locked": "404",
  "visitor guessing": "404",
  "visitor revoked": "410",
  "visitor expired": "410",
  "visitor used up": "410",
};

const all = (how: string): Record<ActorName, string> => ({
  ...strangers(how),
  "visitor ok": how,
  "visitor of another link": how,
  "visitor locked": how,
  "visitor guessing": how,
  "visitor revoked": how,
  "visitor expired": how,
  "visitor used up": how,
});

const ended = { "visitor revoked": "back", "visitor expired": "back", "visitor used up": "back" };
const looks = (expected: Record<ActorName, string>, bytes: StepCase["bytes"], step: string) => ({
  [`GET ${step}`]: { expected, ...(bytes && { bytes }) },
  [`HEAD ${step}`]: { expected },
});
const rendition =
  (name: RenditionName) =>
  ({ file }: Belongings) =>
    Buffer.from(renditionText(name, file));

/** Everything that is answered below the page of a link. The test of the matrix fails when a step is missing. */
export const stepCases: Record<string, StepCase> = {
  ...looks(visit, rendition("thumb"), "thumb"),
  ...looks(visit, rendition("medium"), "medium"),
  ...looks(visit, rendition("preview"), "preview"),
  ...looks(visit, () => jpegBytes(), "file"),
  ...looks(card, rendition("og"), "og.jpg"),
  "GET enter": {
    expected: { ...all("in"), ...ended, "visitor locked": "back", "visitor guessing": "back" },
  },
  "HEAD enter": { expected: all("204") },
  ...looks(all("back"), undefined, "unlock"),
  "POST unlock": {
    // Who knows one link's password is not let in by another's; one without opens with any. Other sites' forms do not.
    expected: {
      ...all("in"),
      ...ended,
      "visitor guessing": "share.password_wrong",
      "owner by cookie from another site": "403",
    },
    form: ({ linkPassword }) => ({ password: linkPassword }),
  },
};

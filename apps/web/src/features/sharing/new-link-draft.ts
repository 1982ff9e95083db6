import { type ExpiryChoice, expiryInput, expiryOf } from "./expiry-choice.ts";
import { type Reading, readEnd, readName, readPassword, readVisits } from "./read-link-fields.ts";
import type { NewLink } from "./use-create-link.ts";
import type { Promised } from "./visitor-sentence.ts";

/** What is filled in for a link that is not made yet. */
export type NewLinkDraft = { choice: ExpiryChoice; name: string; password: string; visits: string };

export const emptyDraft: NewLinkDraft = { choice: { kind: "default" }, name: "", password: "", visits: "" };

/** Why fields cannot be sent as they are. */
export type DraftErrors = Partial<Record<keyof NewLinkDraft, string | undefined>>;

const refusals = (readings: Record<keyof NewLinkDraft, Reading<unknown>>): DraftErrors =>
  Object.fromEntries(
    Object.entries(readings).flatMap(([field, reading]) =>
      "refusal" in reading ? [[field, reading.refusal]] : [],
    ),
  );

const given = <Value>(reading: Reading<Value | null>): Value | undefined =>
  "value" in reading && reading.value !== null ? reading.value : undefined;

/** The draft as the server wants it, or why it cannot be sent yet. Nothing filled in means: the user's defaults. */
export const readDraft = (draft: NewLinkDraft, now: Date): { input: NewLink } | { errors: DraftErrors } => {
  const { choice } = draft;
  const [name, password, visits] = [
    readName(draft.name),
    readPassword(draft.password),
    readVisits(draft.visits),
  ];
  const expiry: Reading<unknown> =
    choice.kind === "moment" ? readEnd(choice.local, now) : { value: undefined };
  const errors = refusals({ choice: expiry, name, password, visits });
  if (Object.keys(errors).length > 0) return { errors };
  return {
    input: {
      ...expiryInput(choice, now),
      name: given(name),
      password: given(password),
      maxAccessCount: given(visits),
    },
  };
};

/** What a visitor would notice of the draft; fields that say nothing yet promise nothing. undefined: it has no end yet. */
export const promisedBy = (
  draft: NewLinkDraft,
  ownDays: number,
  fileName: string,
  now: Date,
): Promised | undefined => {
  const expiry = expiryOf(draft.choice, ownDays, now);
  if (expiry === undefined) return undefined;
  return {
    fileName,
    expiry,
    hasPassword: draft.password !== "",
    maxAccessCount: given(readVisits(draft.visits)) ?? null,
  };
};

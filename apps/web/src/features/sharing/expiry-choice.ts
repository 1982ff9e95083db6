import { addMs, type CreateShareInput, DAY_MS, expiryPresets, toInstant } from "@cloudpix/domain";

/** When a new link shall end: after some days, at the end of a day ("2026-03-03"), or never. */
export type ExpiryChoice = { kind: "days"; days: number } | { kind: "date"; day: string } | { kind: "never" };

/** The choice that stands for the user's own default. */
export const defaultChoice = (expirationDays: number | null): ExpiryChoice =>
  expirationDays === null ? { kind: "never" } : { kind: "days", days: expirationDays };

/** The numbers of days to offer, the user's own default among them, in order. */
export const offeredDays = (expirationDays: number | null): number[] =>
  [...new Set([...expiryPresets, expirationDays])].filter((days) => days !== null).sort((a, b) => a - b);

/** The last moment of the chosen day where the person is; null for text that is no day. */
const endOfDay = (day: string): Date | null => {
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? null : end;
};

/** When a link of this choice made `now` would end; null: never; undefined: not a choice yet, or one in the past. */
export const expiryOf = (choice: ExpiryChoice, now: Date): Date | null | undefined => {
  if (choice.kind === "never") return null;
  if (choice.kind === "days") return addMs(now, choice.days * DAY_MS);
  const end = endOfDay(choice.day);
  return end !== null && end > now ? end : undefined;
};

/** The choice as the server wants it. The server counts days from its own clock; only an exact day is sent as a moment. */
export const expiryInput = (
  choice: ExpiryChoice,
  now: Date,
): Pick<CreateShareInput, "expirationDays" | "expiresAt"> | undefined => {
  if (choice.kind === "days") return { expirationDays: choice.days };
  const end = expiryOf(choice, now);
  return end === undefined ? undefined : { expiresAt: end && toInstant(end) };
};

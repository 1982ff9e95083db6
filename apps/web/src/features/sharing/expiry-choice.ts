import { addMs, type CreateShareInput, DAY_MS, expiryPresets, limits, toInstant } from "@cloudpix/domain";
import { fromLocalField, toLocalField } from "./local-moment.ts";

/**
 * When a new link shall end: as the user's defaults say, after some days, at a moment where the person is
 * ("2026-03-03T14:05"), or never.
 */
export type ExpiryChoice =
  | { kind: "default" }
  | { kind: "days"; days: number }
  | { kind: "moment"; local: string }
  | { kind: "never" };

/** The numbers of days to offer, the user's own default among them, in order. */
export const offeredDays = (ownDays: number): number[] =>
  [...new Set([...expiryPresets, ownDays])].sort((a, b) => a - b);

/** The moment in a field; undefined: none yet, or one in the past. */
const momentIn = (local: string, now: Date): Date | undefined => {
  const end = fromLocalField(local);
  return end !== null && end > now ? end : undefined;
};

/** When a link of this choice made `now` would end; null: never; undefined: not a choice yet, or one in the past. */
export const expiryOf = (choice: ExpiryChoice, ownDays: number, now: Date): Date | null | undefined => {
  if (choice.kind === "never") return null;
  if (choice.kind === "moment") return momentIn(choice.local, now);
  return addMs(now, (choice.kind === "days" ? choice.days : ownDays) * DAY_MS);
};

/**
 * The choice as the server wants it. The server counts days from its own clock and knows the user's defaults best; only
 * an exact moment is sent as one.
 */
export const expiryInput = (
  choice: ExpiryChoice,
  now: Date,
): Pick<CreateShareInput, "expirationDays" | "expiresAt"> | undefined => {
  if (choice.kind === "default") return {};
  if (choice.kind === "days") return { expirationDays: choice.days };
  if (choice.kind === "never") return { expiresAt: null };
  const end = momentIn(choice.local, now);
  return end && { expiresAt: toInstant(end) };
};

/** What a date-time field begins with: the moment the choice so far stands for, else one of the product's default days. */
export const firstMoment = (end: Date | null | undefined, now: Date): string =>
  toLocalField(end ?? addMs(now, limits.expirationDays.default * DAY_MS));

/** "1 day", "30 days", "1 year". */
export const daysWords = (days: number): string =>
  days === 1 ? "1 day" : days === 365 ? "1 year" : `${days} days`;

import { CreateShareInput, LinkName, LinkPassword } from "@cloudpix/domain";
import type { z } from "zod";
import { fromLocalField } from "./local-moment.ts";

/** What a field says, or why it says nothing. */
export type Reading<Value> = { value: Value } | { refusal: string };

const MaxVisits = CreateShareInput.shape.maxAccessCount.unwrap().unwrap();
const maxVisits = MaxVisits.maxValue ?? Number.MAX_SAFE_INTEGER;

const refusalOf = (error: z.ZodError, otherwise: string): Reading<never> => ({
  refusal: error.issues[0]?.message ?? otherwise,
});

/** A link's name; an empty field is none. */
export const readName = (text: string): Reading<string | null> => {
  if (text.trim() === "") return { value: null };
  const name = LinkName.safeParse(text);
  return name.success ? { value: name.data } : refusalOf(name.error, "This name cannot be used.");
};

/** How often a link may be opened; an empty field is no limit. */
export const readVisits = (text: string): Reading<number | null> => {
  const digits = text.trim();
  if (digits === "") return { value: null };
  const count = MaxVisits.safeParse(/^\d+$/.test(digits) ? Number(digits) : Number.NaN);
  if (count.success) return { value: count.data };
  return {
    refusal: `Please enter a whole number from 1 to ${maxVisits.toLocaleString("en")}, or nothing for no limit.`,
  };
};

/** A new password; an empty field is none. Every character counts, blanks too. */
export const readPassword = (text: string): Reading<string | null> => {
  if (text === "") return { value: null };
  const password = LinkPassword.safeParse(text);
  return password.success
    ? { value: password.data }
    : refusalOf(password.error, "This password cannot be used.");
};

/** A moment still to come. */
export const readEnd = (local: string, now: Date): Reading<Date> => {
  const end = fromLocalField(local);
  if (end === null) return { refusal: "Please enter a date and a time." };
  return end > now ? { value: end } : { refusal: "Please choose a moment that is still to come." };
};

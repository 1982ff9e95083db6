import { z } from "zod";

// Control characters, halves of surrogate pairs and code points that are no characters (an engine stores another text
// than it was given), separators of lines, and what turns the direction of the text around it.
const unfit = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}\u2028\u2029]/u;

/**
 * A name that somebody gives and others read: one line of well-formed text, outer white space trimmed, nothing in it
 * that controls or changes direction. For input only: a name is remembered as it was given, under the rule of its day.
 */
export const plainName = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, "Please enter a name.")
    .max(maxLength, `Please use at most ${maxLength} characters.`)
    .refine((name) => !unfit.test(name), "A name must not contain control characters.");

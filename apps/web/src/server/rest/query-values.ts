import { z } from "zod";

/** A whole number, written in digits. */
export const wholeNumber = z
  .string()
  .regex(/^-?\d{1,15}$/, "Please give a whole number.")
  .transform(Number);

/** `true` or `false`, written out. */
export const trueOrFalse = z
  .enum(["true", "false"], "Please give true or false.")
  .transform((word) => word === "true")
  .pipe(z.boolean());

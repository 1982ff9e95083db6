import { z } from "zod";
import { limits } from "./limits.ts";

/** An e-mail address as it is compared: trimmed, NFKC, lower case; then validated. */
export const Email = z
  .string()
  .max(4 * limits.emailLength)
  .transform((text) => text.trim().normalize("NFKC").toLowerCase())
  .pipe(z.email("Please enter a valid e-mail address.").max(limits.emailLength));
export type Email = z.infer<typeof Email>;

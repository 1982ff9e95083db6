import type { z } from "zod";

/** The first sentence for each refused field of a form. */
export const issuesByField = (error: z.ZodError): Map<string, string> => {
  const byField = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const field = path.map(String).join(".");
    if (!byField.has(field)) byField.set(field, message);
  }
  return byField;
};

import { LoginInput } from "@cloudpix/domain";
import { issuesByField } from "./issues-by-field.ts";
import { readText } from "./read-text.ts";

/** What a sign-in form says; or, for one that cannot be right, a sentence for each field to mend. */
export const readSignIn = (form: FormData): LoginInput | { fields: ReadonlyMap<string, string> } => {
  const given = { email: readText(form, "email"), password: readText(form, "password") };
  const parsed = LoginInput.safeParse(given);
  const fields = parsed.success ? new Map<string, string>() : issuesByField(parsed.error);
  if (given.email.trim() === "") fields.set("email", "Please enter your e-mail address.");
  if (given.password === "") fields.set("password", "Please enter your password.");
  return parsed.success && fields.size === 0 ? parsed.data : { fields };
};

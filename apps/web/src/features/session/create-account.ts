import { RegisterInput, type SessionView } from "@cloudpix/domain";
import { issuesByField } from "./issues-by-field.ts";
import { readText } from "./read-text.ts";
import { type Refusal, refusalOf, refuseFields, refuseForm } from "./refusal.ts";
import { signIn } from "./sign-in.ts";

/** Makes the account the form describes and signs its owner in. Answers with why not, or null when all went well. */
export const createAccount = async (
  form: FormData,
  register: (input: RegisterInput) => Promise<SessionView>,
): Promise<Refusal | null> => {
  const credentials = { email: readText(form, "email"), password: readText(form, "password") };
  const input = RegisterInput.safeParse({ ...credentials, name: readText(form, "name") });
  if (!input.success) return refuseFields(issuesByField(input.error));
  try {
    await register(input.data);
  } catch (error) {
    return refusalOf(error, { "auth.email_taken": { field: "email" } });
  }
  const sentence = await signIn(credentials);
  return sentence === null ? null : refuseForm(sentence);
};

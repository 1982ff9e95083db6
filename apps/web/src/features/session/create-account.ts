import { errorSentences, RegisterInput, type SessionView } from "@cloudpix/domain";
import { fieldErrorsOf, readWireError, sentenceOf } from "../data/wire-error.ts";
import { issuesByField } from "./issues-by-field.ts";
import { readText } from "./read-text.ts";
import { signIn } from "./sign-in.ts";

/** Why an account was not made: sentences for single fields, or one for the form as a whole. */
export type Refusal = { fields: ReadonlyMap<string, string>; sentence: string | null };

const refusalOf = (error: unknown): Refusal => {
  if (readWireError(error)?.code === "auth.email_taken")
    return { fields: new Map([["email", errorSentences["auth.email_taken"]]]), sentence: null };
  const fields = fieldErrorsOf(error);
  return { fields, sentence: fields.size > 0 ? null : sentenceOf(error) };
};

/** Makes the account the form describes and signs its owner in. Answers with why not, or null when all went well. */
export const createAccount = async (
  form: FormData,
  register: (input: RegisterInput) => Promise<SessionView>,
): Promise<Refusal | null> => {
  const name = readText(form, "name").trim();
  const credentials = { email: readText(form, "email"), password: readText(form, "password") };
  const input = RegisterInput.safeParse({ ...credentials, ...(name === "" ? {} : { name }) });
  if (!input.success) return { fields: issuesByField(input.error), sentence: null };
  try {
    await register(input.data);
  } catch (error) {
    return refusalOf(error);
  }
  const sentence = await signIn(credentials);
  return sentence === null ? null : { fields: new Map(), sentence };
};

import { type ErrorCode, errorSentences } from "@cloudpix/domain";
import { signIn as start } from "next-auth/react";

const isCode = (text: string): text is ErrorCode => Object.hasOwn(errorSentences, text);

/**
 * Signs in with e-mail and password. Answers with the sentence to show when it was refused, else with null.
 * next-auth passes on one word only: an error code of ours, or its own word for wrong credentials.
 */
export const signIn = async (credentials: { email: string; password: string }): Promise<string | null> => {
  const answer = await start("credentials", { ...credentials, redirect: false }).catch(() => undefined);
  if (answer === undefined) return "CloudPix does not answer. Please check your connection and try again.";
  if (answer.ok && answer.error == null) return null;
  if (answer.error === "CredentialsSignin") return errorSentences["auth.credentials_wrong"];
  return answer.error != null && isCode(answer.error)
    ? errorSentences[answer.error]
    : errorSentences.internal;
};

import { errorSentences } from "@cloudpix/domain";

/**
 * The sentence for what next-auth says when it refuses: our own sentence, which it passes on as it is, or one of its
 * own single words, which are no sentences for people.
 */
export const signInRefusal = (said: string | null | undefined): string => {
  if (said === "CredentialsSignin") return errorSentences["auth.credentials_wrong"];
  return said?.includes(" ") ? said : errorSentences.internal;
};

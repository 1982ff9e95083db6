import { signIn as start } from "next-auth/react";
import { signInRefusal } from "./sign-in-refusal.ts";

/** Signs in with e-mail and password. Answers with the sentence to show when it was refused, else with null. */
export const signIn = async (credentials: { email: string; password: string }): Promise<string | null> => {
  const answer = await start("credentials", { ...credentials, redirect: false }).catch(() => undefined);
  if (answer === undefined) return "CloudPix does not answer. Please check your connection and try again.";
  return signInRefusal(answer);
};

"use client";

import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { EmailField } from "./email-field.tsx";
import { FormAlert } from "./form-alert.tsx";
import { leaveFor } from "./leave-for.ts";
import { readSignIn } from "./read-sign-in.ts";
import { refuseFields, refuseForm } from "./refusal.ts";
import { safeNextPath } from "./safe-next-path.ts";
import { signIn } from "./sign-in.ts";
import { useSubmit } from "./use-submit.ts";

const send = async (fields: FormData) => {
  const input = readSignIn(fields);
  if ("fields" in input) return refuseFields(input.fields);
  const sentence = await signIn(input);
  return sentence === null ? null : refuseForm(sentence);
};

/** Asks for e-mail and password and goes on to `next`, which may come straight from the address bar. */
export const SignInForm = ({ next }: { next: string | null }) => {
  const { form, button, sentence, errorOf } = useSubmit({
    send,
    onDone: () => leaveFor(safeNextPath(next)),
    // Which of the two is wrong is told to nobody; the password is the likelier one.
    otherwise: "password",
  });
  return (
    <form {...form} className="grid gap-5">
      <FormAlert text={sentence} />
      <EmailField error={errorOf("email")} />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        required
        error={errorOf("password")}
      />
      <Button {...button} look="primary" size="large">
        Sign in
      </Button>
    </form>
  );
};

"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { Refusal } from "./create-account.ts";
import { FormAlert } from "./form-alert.tsx";
import { readSignIn } from "./read-sign-in.ts";
import { safeNextPath } from "./safe-next-path.ts";
import { signIn } from "./sign-in.ts";
import { useFocusRefused } from "./use-focus-refused.ts";
import { useHydrated } from "./use-hydrated.ts";

/** Asks for e-mail and password and goes on to `next`, which may come straight from the address bar. */
export const SignInForm = ({ next }: { next: string | null }) => {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const hydrated = useHydrated();
  // Which of the two is wrong is told to nobody; the password is the likelier one.
  const form = useFocusRefused(refusal, "password");

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = readSignIn(new FormData(event.currentTarget));
    if ("fields" in input) return setRefusal({ fields: input.fields, sentence: null });
    setBusy(true);
    setRefusal(null);
    const sentence = await signIn(input);
    // A full page load, so that nothing of an earlier visitor's session stays in memory.
    if (sentence === null) return window.location.assign(safeNextPath(next));
    setRefusal({ fields: new Map(), sentence });
    setBusy(false);
  };

  return (
    // `post`: should the browser ever send this form itself, the password stays out of the address bar.
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
      <FormAlert text={refusal?.sentence ?? null} />
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        error={refusal?.fields.get("email")}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        required
        error={refusal?.fields.get("password")}
      />
      <Button type="submit" look="primary" size="large" busy={busy} disabled={!hydrated}>
        Sign in
      </Button>
    </form>
  );
};

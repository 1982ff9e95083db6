"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { FormAlert } from "./form-alert.tsx";
import { readText } from "./read-text.ts";
import { safeNextPath } from "./safe-next-path.ts";
import { signIn } from "./sign-in.ts";
import { useHydrated } from "./use-hydrated.ts";

/** Asks for e-mail and password and goes on to `next`, which may come straight from the address bar. */
export const SignInForm = ({ next }: { next: string | null }) => {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const hydrated = useHydrated();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(null);
    const sentence = await signIn({ email: readText(form, "email"), password: readText(form, "password") });
    // A full page load, so that nothing of an earlier visitor's session stays in memory.
    if (sentence === null) return window.location.assign(safeNextPath(next));
    setRefusal(sentence);
    setBusy(false);
  };

  return (
    // `post`: should the browser ever send this form itself, the password stays out of the address bar.
    <form method="post" noValidate onSubmit={submit} className="grid gap-5">
      <FormAlert text={refusal} />
      <TextField name="email" label="E-mail" type="email" autoComplete="username" required />
      <TextField name="password" label="Password" type="password" autoComplete="current-password" required />
      <Button type="submit" look="primary" size="large" busy={busy} disabled={!hydrated}>
        Sign in
      </Button>
    </form>
  );
};

"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useTRPC } from "../data/trpc.ts";
import { createAccount, type Refusal } from "./create-account.ts";
import { FormAlert } from "./form-alert.tsx";
import { useFocusRefused } from "./use-focus-refused.ts";
import { useHydrated } from "./use-hydrated.ts";

/** Makes an account and signs its owner in. */
export const RegisterForm = () => {
  const trpc = useTRPC();
  const { mutateAsync: register } = useMutation(trpc.auth.register.mutationOptions());
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const hydrated = useHydrated();
  const form = useFocusRefused(refusal);
  const errorOf = (field: string) => refusal?.fields.get(field);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const outcome = await createAccount(new FormData(event.currentTarget), register);
    // A full page load, so that nothing of an earlier visitor's session stays in memory.
    if (outcome === null) return window.location.assign("/files");
    setRefusal(outcome);
    setBusy(false);
  };

  return (
    // `post`: should the browser ever send this form itself, the password stays out of the address bar.
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
      <FormAlert text={refusal?.sentence ?? null} />
      <TextField
        name="name"
        label="Name"
        autoComplete="name"
        optional
        hint="Shown to the people you share files with."
        error={errorOf("name")}
      />
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        error={errorOf("email")}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        required
        hint="At least 8 characters."
        error={errorOf("password")}
      />
      <Button type="submit" look="primary" size="large" busy={busy} disabled={!hydrated}>
        Create account
      </Button>
    </form>
  );
};

"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useTRPC } from "../data/trpc.ts";
import { createAccount } from "./create-account.ts";
import { EmailField } from "./email-field.tsx";
import { FormAlert } from "./form-alert.tsx";
import { leaveFor } from "./leave-for.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { useSubmit } from "./use-submit.ts";

/** Makes an account and signs its owner in. */
export const RegisterForm = () => {
  const { mutateAsync: register } = useMutation(useTRPC().auth.register.mutationOptions());
  const { form, button, sentence, errorOf } = useSubmit({
    send: (fields) => createAccount(fields, register),
    onDone: () => leaveFor("/files"),
  });
  return (
    <form {...form} className="grid gap-5">
      <FormAlert text={sentence} />
      <TextField
        name="name"
        label="Name"
        autoComplete="name"
        optional
        hint="Shown to the people you share files with."
        error={errorOf("name")}
      />
      <EmailField error={errorOf("email")} />
      <NewPasswordField name="password" label="Password" error={errorOf("password")} />
      <Button {...button} look="primary" size="large">
        Create account
      </Button>
    </form>
  );
};

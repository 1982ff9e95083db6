"use client";

import { errorSentences } from "@cloudpix/domain";
import { useMutation } from "@tanstack/react-query";
import { Button } from "../../ui/button.tsx";
import { useTRPC } from "../data/trpc.ts";
import { FormAlert } from "./form-alert.tsx";
import { leaveFor } from "./leave-for.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { refuseForm } from "./refusal.ts";
import { resetPassword } from "./reset-password.ts";
import { useSubmit } from "./use-submit.ts";

type Props = {
  /** Undefined until the address has been read. */
  token: string | undefined;
  /** Told when the server finds the token worth nothing. */
  onInvalid: () => void;
};

/** Sets a new password and goes on to sign in with it. */
export const ResetPasswordForm = ({ token, onInvalid }: Props) => {
  const { mutateAsync: reset } = useMutation(useTRPC().auth.resetPassword.mutationOptions());
  const { form, button, sentence, errorOf } = useSubmit({
    send: async (fields) => {
      const outcome = await resetPassword(fields, token ?? "", reset);
      if (outcome.kind === "done") return null;
      if (outcome.kind === "refused") return outcome.refusal;
      onInvalid();
      return refuseForm(errorSentences["auth.reset_invalid"]);
    },
    onDone: () => leaveFor("/sign-in?notice=password-set"),
  });
  return (
    <form {...form} className="grid gap-5">
      <FormAlert text={sentence} />
      <NewPasswordField name="newPassword" label="New password" error={errorOf("newPassword")} />
      <Button {...button} disabled={button.disabled || token === undefined} look="primary" size="large">
        Set password
      </Button>
    </form>
  );
};

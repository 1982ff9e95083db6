"use client";

import type { UserView } from "@cloudpix/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { useTRPC } from "../data/trpc.ts";
import { FormAlert } from "../session/form-alert.tsx";
import { NewPasswordField } from "../session/new-password-field.tsx";
import { useSubmit } from "../session/use-submit.ts";
import { changePassword } from "./change-password.ts";

/** Another password. The server hands this browser a fresh session with its answer; every other one is over. */
export const PasswordForm = ({ user }: { user: UserView }) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutateAsync: change } = useMutation(trpc.auth.changePassword.mutationOptions());
  const { form, button, sentence, errorOf } = useSubmit({
    send: (fields) => changePassword(fields, change),
    onDone: (sent) => {
      sent.reset();
      void queries.invalidateQueries({ queryKey: trpc.auth.listAccessTokens.queryKey() });
      toast.success("Password changed", {
        description: "You stay signed in here; everything else is signed out.",
      });
    },
  });
  return (
    <form {...form} className="grid gap-5">
      <FormAlert text={sentence} />
      {/* Tells password managers whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
      <PasswordField
        name="currentPassword"
        label="Current password"
        autoComplete="current-password"
        required
        error={errorOf("currentPassword")}
      />
      <NewPasswordField name="newPassword" label="New password" error={errorOf("newPassword")} />
      <div>
        <Button {...button}>Change password</Button>
      </div>
    </form>
  );
};

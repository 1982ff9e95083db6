"use client";

import { DeleteAccountInput, type UserView } from "@cloudpix/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { Button } from "../../ui/button.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { useTRPC } from "../data/trpc.ts";
import { FormAlert } from "../session/form-alert.tsx";
import { leaveFor } from "../session/leave-for.ts";
import { readText } from "../session/read-text.ts";
import { refusalOf, refuseFields, refuseForm } from "../session/refusal.ts";
import { useSubmit } from "../session/use-submit.ts";
import { lostWithAccount } from "./lost-with-account.ts";

/** Says what is lost, asks for the password once more, and ends the account. */
export const DeleteAccountForm = ({ user, onCancel }: { user: UserView; onCancel: () => void }) => {
  const trpc = useTRPC();
  const usage = useQuery(trpc.files.usage.queryOptions());
  const { mutateAsync: close } = useMutation(trpc.auth.deleteAccount.mutationOptions());
  const { form, button, sentence, errorOf } = useSubmit({
    send: async (fields) => {
      const password = readText(fields, "password");
      if (password === "") return refuseFields(new Map([["password", "Please enter your password."]]));
      const input = DeleteAccountInput.safeParse({ password });
      if (!input.success) return refuseForm("This is not your password.");
      try {
        await close(input.data);
      } catch (error) {
        return refusalOf(error, {
          "auth.credentials_wrong": { field: "password", sentence: "This is not your password." },
        });
      }
      // The session is over; its cookie is worth nothing whether or not the browser lets go of it now.
      await signOut({ redirect: false }).catch(() => undefined);
      return null;
    },
    onDone: () => leaveFor("/goodbye"),
  });
  return (
    <form {...form} className="grid gap-5">
      <div className="text-sm leading-relaxed">
        <p>This is lost for good:</p>
        <ul className="mt-1.5 list-disc space-y-1 pl-5 text-ink-soft marker:text-line-strong">
          {lostWithAccount(usage.data).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <FormAlert text={sentence} />
      <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
      <PasswordField
        name="password"
        label="Your password"
        autoComplete="current-password"
        required
        error={errorOf("password")}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button {...button} look="danger">
          Delete my account
        </Button>
      </div>
    </form>
  );
};

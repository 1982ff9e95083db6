"use client";

import { type CreatedAccessTokenView, limits } from "@cloudpix/domain";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/select-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useTRPC } from "../data/trpc.ts";
import { FormAlert } from "../session/form-alert.tsx";
import { refusalOf, refuseFields } from "../session/refusal.ts";
import { useSubmit } from "../session/use-submit.ts";
import { expiryOptions } from "./expiry-options.ts";
import { readNewToken } from "./read-new-token.ts";
import { ScopeField } from "./scope-field.tsx";

type Props = { onCreated: (created: CreatedAccessTokenView) => void; onCancel: () => void };

const usualDays = 90;

/** Asks what a new access token shall be called, may do, and how long. */
export const NewTokenForm = ({ onCreated, onCancel }: Props) => {
  const { mutateAsync: create } = useMutation(useTRPC().auth.createAccessToken.mutationOptions());
  const made = useRef<CreatedAccessTokenView>(null);
  const { form, button, sentence, errorOf } = useSubmit({
    send: async (fields) => {
      const input = readNewToken(fields);
      if ("fields" in input) return refuseFields(input.fields);
      try {
        made.current = await create(input);
        return null;
      } catch (error) {
        return refusalOf(error);
      }
    },
    onDone: () => {
      if (made.current !== null) onCreated(made.current);
      return "leaving";
    },
  });
  return (
    <form {...form} className="grid gap-5 pt-1">
      <FormAlert text={sentence} />
      <TextField
        name="name"
        label="Name"
        placeholder="Backup at home"
        autoComplete="off"
        required
        maxLength={limits.accessTokenNameLength}
        error={errorOf("name")}
      />
      <ScopeField error={errorOf("scopes")} />
      <SelectField name="expirationDays" label="Ends" defaultValue={String(usualDays)}>
        {expiryOptions([7, 30, usualDays, 365], "Never, until you revoke it").map(
          ({ value, days, label }) => (
            <option key={value} value={value}>
              {days === null ? label : `After ${label}`}
            </option>
          ),
        )}
      </SelectField>
      <div className="flex justify-end gap-2 pt-1">
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button {...button} look="primary">
          Make token
        </Button>
      </div>
    </form>
  );
};

"use client";

import { expiryPresets, type UserView } from "@cloudpix/domain";
import { useState } from "react";
import { toast } from "sonner";
import { SelectField } from "../../ui/select-field.tsx";
import { sentenceOf } from "../data/wire-error.ts";
import { expiryOptions } from "./expiry-options.ts";
import { useUpdateProfile } from "./use-update-profile.ts";

/** When links end that are made with one click. What is chosen is saved at once. */
export const LinkDefaultsField = ({ user }: { user: UserView }) => {
  const update = useUpdateProfile();
  const [choosing, setChoosing] = useState<string | null>(null);
  const saved = user.linkDefaults.expirationDays;

  const choose = async (value: string) => {
    setChoosing(value);
    try {
      await update({ linkDefaults: { expirationDays: Number(value) } });
      toast.success("Saved");
    } catch (error) {
      toast.error(sentenceOf(error));
    }
    setChoosing(null);
  };

  return (
    <SelectField
      label="New links expire"
      value={choosing ?? saved}
      disabled={choosing !== null}
      onChange={(event) => void choose(event.currentTarget.value)}
      hint="You can choose otherwise for every single link. Links you have made already stay as they are."
    >
      {expiryOptions([...expiryPresets, saved]).map(({ value, label }) => (
        <option key={value} value={value}>
          {`After ${label}`}
        </option>
      ))}
    </SelectField>
  );
};

"use client";

import { limits, UpdateProfileInput, type UserView } from "@cloudpix/domain";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { FormAlert } from "../session/form-alert.tsx";
import { issuesByField } from "../session/issues-by-field.ts";
import { readText } from "../session/read-text.ts";
import { refusalOf, refuseFields } from "../session/refusal.ts";
import { useSubmit } from "../session/use-submit.ts";
import { useUpdateProfile } from "./use-update-profile.ts";

/** The name that others see. */
export const ProfileForm = ({ user }: { user: UserView }) => {
  const update = useUpdateProfile();
  const { form, button, sentence, errorOf } = useSubmit({
    send: async (fields) => {
      const name = readText(fields, "name").trim();
      const input = UpdateProfileInput.safeParse({ name: name === "" ? null : name });
      if (!input.success) return refuseFields(issuesByField(input.error));
      try {
        await update(input.data);
        return null;
      } catch (error) {
        return refusalOf(error);
      }
    },
    onDone: () => {
      toast.success("Saved");
    },
  });
  return (
    <form {...form} className="grid gap-5">
      <FormAlert text={sentence} />
      <TextField
        name="name"
        label="Name"
        autoComplete="name"
        optional
        maxLength={limits.displayNameLength}
        defaultValue={user.name ?? ""}
        hint="Shown to the people you share files with; your e-mail never is."
        error={errorOf("name")}
      />
      <div>
        <Button {...button}>Save name</Button>
      </div>
    </form>
  );
};

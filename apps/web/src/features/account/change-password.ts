import { ChangePasswordInput } from "@cloudpix/domain";
import { issuesByField } from "../session/issues-by-field.ts";
import { readText } from "../session/read-text.ts";
import { type Refusal, refusalOf, refuseFields } from "../session/refusal.ts";

/** Gives the account the new password of the form. Answers with why not, or null when it was done. */
export const changePassword = async (
  form: FormData,
  change: (input: ChangePasswordInput) => Promise<unknown>,
): Promise<Refusal | null> => {
  const given = {
    currentPassword: readText(form, "currentPassword"),
    newPassword: readText(form, "newPassword"),
  };
  const input = ChangePasswordInput.safeParse(given);
  const fields = input.success ? new Map<string, string>() : issuesByField(input.error);
  if (given.currentPassword === "") fields.set("currentPassword", "Please enter your current password.");
  if (!input.success || fields.size > 0) return refuseFields(fields);
  try {
    await change(input.data);
    return null;
  } catch (error) {
    return refusalOf(error, {
      "auth.credentials_wrong": { field: "currentPassword", sentence: "This is not your current password." },
    });
  }
};

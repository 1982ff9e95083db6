import { ResetPasswordInput, type SessionView } from "@cloudpix/domain";
import { readWireError } from "../data/wire-error.ts";
import { issuesByField } from "./issues-by-field.ts";
import { readText } from "./read-text.ts";
import { type Refusal, refusalOf, refuseFields } from "./refusal.ts";

/** How setting a new password by a link ended. `invalid`: the link is worth nothing, whatever password is chosen. */
export type ResetOutcome = { kind: "done" } | { kind: "invalid" } | { kind: "refused"; refusal: Refusal };

/** Sets the password that the form names under the permission of `token`. */
export const resetPassword = async (
  form: FormData,
  token: string,
  reset: (input: ResetPasswordInput) => Promise<SessionView>,
): Promise<ResetOutcome> => {
  const input = ResetPasswordInput.safeParse({ token, newPassword: readText(form, "newPassword") });
  if (!input.success) {
    const fields = issuesByField(input.error);
    return fields.has("token") ? { kind: "invalid" } : { kind: "refused", refusal: refuseFields(fields) };
  }
  try {
    await reset(input.data);
    return { kind: "done" };
  } catch (error) {
    return readWireError(error)?.code === "auth.reset_invalid"
      ? { kind: "invalid" }
      : { kind: "refused", refusal: refusalOf(error) };
  }
};

import { z } from "zod";
import { Email } from "./email.ts";
import { GivenPassword, NewPassword } from "./password.ts";
import { DisplayName, LinkDefaults, UserView } from "./user.ts";

/** Null or blank: none. */
const GivenName = z
  .string()
  .transform((name) => (name.trim() === "" ? undefined : name))
  .pipe(DisplayName.optional())
  .nullish();

export const RegisterInput = z.strictObject({ email: Email, password: NewPassword, name: GivenName });
export type RegisterInput = z.infer<typeof RegisterInput>;

export const LoginInput = z.strictObject({ email: Email, password: GivenPassword });
export type LoginInput = z.infer<typeof LoginInput>;

/** A bearer token for programs and the user it stands for. */
export const SessionView = z.strictObject({ token: z.string(), user: UserView });
export type SessionView = z.infer<typeof SessionView>;

/** What is left out stays; a name of null is none. */
export const UpdateProfileInput = z.strictObject({
  name: DisplayName.nullable().optional(),
  linkDefaults: LinkDefaults.optional(),
});
export type UpdateProfileInput = z.infer<typeof UpdateProfileInput>;

export const ChangePasswordInput = z.strictObject({
  currentPassword: GivenPassword,
  newPassword: NewPassword,
});
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

/** The password once more: a borrowed browser must not be able to end an account. */
export const DeleteAccountInput = z.strictObject({ password: GivenPassword });
export type DeleteAccountInput = z.infer<typeof DeleteAccountInput>;

/** `token` comes from the link that an operator made; it works once. */
export const ResetPasswordInput = z.strictObject({ token: z.string().max(2_048), newPassword: NewPassword });
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;

/** That it was done; there is nothing else to tell. */
export const DoneView = z.strictObject({ message: z.string() });
export type DoneView = z.infer<typeof DoneView>;

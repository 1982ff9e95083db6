import { z } from "zod";
import { Email } from "./email.ts";
import { GivenPassword, NewPassword } from "./password.ts";
import { DisplayName, UserView } from "./user.ts";

export const RegisterInput = z.strictObject({
  email: Email,
  password: NewPassword,
  name: DisplayName.optional(),
});
export type RegisterInput = z.infer<typeof RegisterInput>;

export const LoginInput = z.strictObject({ email: Email, password: GivenPassword });
export type LoginInput = z.infer<typeof LoginInput>;

/** A bearer token for programs and the user it stands for. */
export const SessionView = z.strictObject({ token: z.string(), user: UserView });
export type SessionView = z.infer<typeof SessionView>;

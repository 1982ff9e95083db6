import type { ComponentProps } from "react";
import { PasswordField } from "../../ui/password-field.tsx";

type Props = Pick<ComponentProps<typeof PasswordField>, "name" | "label" | "error">;

/** Asks for a password that is to be, and says before it is refused what is asked of it. */
export const NewPasswordField = (props: Props) => (
  <PasswordField {...props} autoComplete="new-password" required hint="At least 8 characters." />
);

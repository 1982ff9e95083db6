import { TextField } from "../../ui/text-field.tsx";

/** Asks for the e-mail of an account, which password managers know as its name. */
export const EmailField = ({ error }: { error: string | undefined }) => (
  <TextField name="email" label="E-mail" type="email" autoComplete="username" required error={error} />
);

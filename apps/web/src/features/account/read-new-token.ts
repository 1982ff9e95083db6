import { CreateAccessTokenInput } from "@cloudpix/domain";
import { issuesByField } from "../session/issues-by-field.ts";
import { readText } from "../session/read-text.ts";
import { expiryDays } from "./expiry-options.ts";

/** The token that a form describes; or, for one that cannot be made, a sentence for each field to mend. */
export const readNewToken = (
  form: FormData,
): CreateAccessTokenInput | { fields: ReadonlyMap<string, string> } => {
  const name = readText(form, "name").trim();
  const parsed = CreateAccessTokenInput.safeParse({
    name,
    scopes: form.getAll("scopes"),
    expirationDays: expiryDays(readText(form, "expirationDays")),
  });
  if (parsed.success) return parsed.data;
  const fields = issuesByField(parsed.error);
  if (name === "") fields.set("name", "Please give it a name, so that you know it again.");
  return { fields };
};

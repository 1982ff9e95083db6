import { type FileView, RenameFileInput } from "@cloudpix/domain";
import { issuesByField } from "../session/issues-by-field.ts";
import { readText } from "../session/read-text.ts";
import { type Refusal, refusalOf, refuseFields } from "../session/refusal.ts";

/** Gives the file the name in the form, where it is another one. Answers with why not, or null when it is done. */
export const renameFile = async (
  { fileId, fileName }: Pick<FileView, "fileId" | "fileName">,
  form: FormData,
  rename: (input: RenameFileInput) => Promise<unknown>,
): Promise<Refusal | null> => {
  const input = RenameFileInput.safeParse({ fileId, fileName: readText(form, "fileName") });
  if (!input.success) return refuseFields(issuesByField(input.error));
  if (input.data.fileName === fileName) return null;
  try {
    await rename(input.data);
    return null;
  } catch (error) {
    return refusalOf(error);
  }
};

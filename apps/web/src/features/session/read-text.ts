/** The text of a form's field; a missing field or a file reads as nothing. */
export const readText = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

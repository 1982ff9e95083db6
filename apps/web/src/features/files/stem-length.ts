/**
 * How many code units of a name (as a text field counts them) are before its extension: the part that people change when
 * they rename. All of it where there is no extension, or nothing before it (".profile").
 */
export const stemLength = (fileName: string): number => {
  const dot = fileName.lastIndexOf(".");
  return dot > 0 ? dot : fileName.length;
};

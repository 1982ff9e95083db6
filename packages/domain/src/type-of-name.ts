/** What bytes never say of themselves: text is anything that can be read. */
const typesByEnding: Readonly<Record<string, string>> = {
  css: "text/css",
  csv: "text/csv",
  htm: "text/html",
  html: "text/html",
  ics: "text/calendar",
  js: "text/javascript",
  json: "application/json",
  log: "text/plain",
  markdown: "text/markdown",
  md: "text/markdown",
  mjs: "text/javascript",
  svg: "image/svg+xml",
  text: "text/plain",
  tsv: "text/tab-separated-values",
  txt: "text/plain",
  vcf: "text/vcard",
  xml: "text/xml",
};

/**
 * The type that the ending of a file's name gives away: a label, like a declared one. Undefined for endings whose files are
 * known by their bytes, and for all others.
 */
export const typeOfName = (fileName: string): string | undefined => {
  const ending = /[^.]\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(typesByEnding, ending) ? typesByEnding[ending] : undefined;
};

import { invalidField } from "@cloudpix/domain";
import { invalidForm } from "./invalid-form.ts";

/** What a part of a form says of itself. */
export type PartHead = {
  name: string | undefined;
  /** As its sender wrote it, paths included; undefined where there is none. */
  fileName: string | undefined;
  /** Undefined where its sender has not said what it is. */
  declaredType: string | undefined;
};

const decoded = (latin1: string, charset = "utf-8"): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(Buffer.from(latin1, "latin1"));
  } catch {
    return null;
  }
};

/** `UTF-8'en'caf%C3%A9.jpg` (RFC 8187); null when it is none, or of letters that nobody knows. */
const extended = (value: string): string | null => {
  const [, charset, text] = /^([^'\s]+)'[^']*'((?:[^%]|%[0-9a-f]{2})*)$/i.exec(value) ?? [];
  if (text === undefined) return null;
  const bytes = text.replaceAll(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decoded(bytes, charset);
};

// Nothing in it can match in two ways: whatever stands in a header is read in one go.
const parameter = /\s*;\s*(?:([^\s=;"]+)\s*=(?:\s*"((?:[^"\\]|\\.)*)"\s*|([^";]*)))?(?=;|$)/y;

/** What follows `form-data`, each by its name in small letters; null where that cannot be read. */
const parametersOf = (disposition: string): ReadonlyMap<string, string> | null => {
  const found = new Map<string, string>();
  parameter.lastIndex = "form-data".length;
  while (parameter.lastIndex < disposition.length) {
    const match = parameter.exec(disposition);
    if (match === null) return null;
    const [, name = "", quoted, bare = ""] = match;
    const value = quoted?.replaceAll(/\\(["\\])/g, "$1") ?? bare.trim();
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), value);
  }
  return found;
};

/** `filename*` is what a sender means, wherever it stands; beside it `filename` is for whoever cannot read it (RFC 6266). */
const fileNameOf = (given: ReadonlyMap<string, string>): string | undefined => {
  const meant = given.get("filename*");
  const plain = given.get("filename");
  if (meant === undefined && plain === undefined) return undefined;
  const fileName = extended(meant ?? "") ?? (plain === undefined ? null : decoded(plain));
  if (fileName === null) throw invalidField("fileName", "Please send the file name in UTF-8.");
  return fileName;
};

const headerOf = (headers: object, name: string): string | undefined => {
  const values: unknown = Reflect.get(headers, name);
  return Array.isArray(values) && typeof values[0] === "string" ? values[0].trim() : undefined;
};

/**
 * Reads the headers of a part, in which every byte is one character. Null: it is no part of a form.
 * @throws AppError `input.invalid`
 */
export const readPartHead = (headers: object): PartHead | null => {
  const disposition = headerOf(headers, "content-disposition") ?? "";
  if (!/^form-data\s*(?:;|$)/i.test(disposition)) return null;
  const given = parametersOf(disposition);
  if (given === null) throw invalidForm("What a part of this form is called cannot be read.");
  return {
    name: decoded(given.get("name") ?? "") ?? undefined,
    fileName: fileNameOf(given),
    declaredType: headerOf(headers, "content-type"),
  };
};

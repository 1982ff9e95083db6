/** Fields that hold secrets, link ids, e-mails or signed addresses, whatever their value looks like. */
export const secretFields = [
  "password",
  "currentPassword",
  "newPassword",
  "passwordHash",
  "token",
  "visitToken",
  "csrfToken",
  "secret",
  "secretHash",
  "authorization",
  "cookie",
  "set-cookie",
  "connectionString",
  "email",
  "linkId",
  "cursor",
  "url",
  "shareUrl",
  "uploadUrl",
  "downloadUrl",
  "blobUrl",
] as const;

/** What stands in place of a secret. */
export const hidden = "[hidden]";

const known = new Set(secretFields.map((field) => field.toLowerCase()));

/** Whether a field of that name holds a secret, written large or small as headers are. */
export const isSecretField = (name: string): boolean => known.has(name.toLowerCase());

const name = `(?:${secretFields.join("|")})`;

// Strings in a line of JSON. None of these goes beyond the end of the string that it stands in.
const ofJson = String.raw`"(?:[^"\\]|\\.)*"`;
/** JSON inside of a string of JSON. */
const ofInner = String.raw`\\"(?:[^"\\]|\\\\(?:\\\\|\\"|[^"\\])|\\[^"\\])*\\"`;
/** What Node shows of an object, where a long text goes on in the next line. */
const shown = (quote: string) => String.raw`${quote}(?:[^${quote}"\\]|\\\\(?:\\\\|[^"\\])|\\[^\\])*${quote}`;
const goesOn = String.raw`(?: \+(?:\n|\\n) *${shown("'")})*`;

const inJson = new RegExp(String.raw`("${name}":\s?)(?:${ofJson}|\[(?:${ofJson},?)*\])`, "gi");
const gap = String.raw`(?:\s|\\n)*`;
const inInner = new RegExp(
  String.raw`(\\"${name}\\":${gap})(?:${ofInner}|\[${gap}(?:${ofInner},?${gap})*\])`,
  "gi",
);
const inShown = new RegExp(
  String.raw`(?<![\w"])(${name}'?(?:: | => ))(?:${shown("'")}${goesOn}|${shown("`")}|${ofInner})`,
  "gi",
);

/** The text without the values of such fields: in JSON, in JSON inside of JSON, and as Node shows objects. */
export const maskFields = (text: string): string => {
  const masked = text.replace(inJson, `$1"${hidden}"`);
  // Hardly ever there, and dear to look for.
  const inner = masked.includes('\\":') ? masked.replace(inInner, `$1\\"${hidden}\\"`) : masked;
  return /(?:: | => )(?:['`]|\\")/.test(inner) ? inner.replace(inShown, `$1'${hidden}'`) : inner;
};

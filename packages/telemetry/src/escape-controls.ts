// C1 holds a terminal's second escape, the bidirectional marks turn what is read around; JSON leaves both as they are.
const afterJson = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about.
const all = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (control: string) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** JSON in which no character moves a cursor, breaks a line or turns the order of reading; it still says the same. */
export const escapeJsonControls = (json: string): string => json.replace(afterJson, escaped);

/** Text that a terminal shows as it is: every control character as `\u001b` would be written. Keeps none, not even line breaks. */
export const escapeControls = (text: string): string => text.replace(all, escaped);

import { prettyFactory } from "pino-pretty";

// As the log does it. The tests of every package stand on this room, so it can import none of them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about.
const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const escapeControls = (text: string): string =>
  text.replace(controls, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The lines of a stack trace stay lines; in everything else a line break would look like another entry. */
const shown = (key: string, value: unknown): unknown => {
  if (typeof value !== "string") return value;
  return key === "stack" ? value.split("\n").map(escapeControls).join("\n") : escapeControls(value);
};

const readLine = (line: string): unknown => {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line, shown);
  } catch {
    // Text that only begins like a log line is shown as what it is.
    return undefined;
  }
};

/**
 * How the lines of web and worker are shown: their JSON logs readable in a terminal and untouched in a file or pipe,
 * anything else behind the name of the part that wrote it. A file name or a message moves no cursor and forges no line.
 */
export const createOutputPrinter = (write: (text: string) => void, terminal: boolean) => {
  const pretty = prettyFactory({
    colorize: terminal,
    ignore: "pid,hostname,process",
    // As everywhere else, also where the machine's clock shows another zone.
    translateTime: "UTC:HH:MM:ss'Z'",
    singleLine: true,
    messageFormat: "{process} | {msg}",
  });
  return (part: "web" | "worker", line: string): void => {
    const entry = readLine(line);
    if (entry === undefined) write(`${part.padEnd(6)} | ${escapeControls(line)}\n`);
    else write(terminal ? pretty(entry) : `${line}\n`);
  };
};

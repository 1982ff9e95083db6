import { format, stripVTControlCharacters } from "node:util";
import type { Log } from "./log.ts";
import { isError, printable } from "./printable.ts";

const levels = {
  error: "warn",
  warn: "warn",
  trace: "warn",
  log: "info",
  info: "info",
  dir: "info",
  dirxml: "info",
  table: "info",
  debug: "debug",
} as const;
const methods = ["error", "warn", "trace", "log", "info", "dir", "dirxml", "table", "debug"] as const;

type Method = (typeof methods)[number];

const traceOf = (message: string) => Object.assign(new Error(message), { name: "Trace" });

/** The first error goes into a field of its own, the others are shown among the words. */
const entryOf = (method: Method, said: readonly unknown[]) => {
  // The second argument of these says how to show the first.
  const shown = method === "dir" || method === "table" ? said.slice(0, 1) : said;
  const first = shown.find(isError);
  const rest = shown.filter((one) => one !== first || first === undefined).map(printable);
  const words = stripVTControlCharacters(format(...rest)).trim();
  return { err: first ?? (method === "trace" ? traceOf(words) : undefined), words };
};

/**
 * Makes lines of the log of what libraries write to the console: masked as all others, one line each, and under the
 * request they were answering. Errors are told as the log tells errors, without what drivers hang on them, also where they
 * lie in plain objects and lists; as a warning, because whoever knows what failed says so in a line of its own. Never
 * throws on account of what is printed: of what cannot be shown the texts beside it are told.
 */
export const consoleToLog = (log: Log, target: Pick<Console, Method> = console): void => {
  for (const method of methods) {
    target[method] = (...said: unknown[]) => {
      const level = levels[method];
      try {
        const { err, words } = entryOf(method, said);
        log[level]({ err, console: method }, words);
      } catch {
        const texts = said.filter((one) => typeof one === "string").join(" ");
        log[level]({ console: method }, `${texts} (and what cannot be shown)`.trimStart());
      }
    };
  }
};

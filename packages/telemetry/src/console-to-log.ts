import { format, stripVTControlCharacters } from "node:util";
import type { Log } from "./log.ts";

const levels = { error: "warn", warn: "warn", log: "info", info: "info", debug: "debug" } as const;
const methods = ["error", "warn", "log", "info", "debug"] as const;

/**
 * Makes lines of the log of what libraries write to the console: masked as all others, one line each, and under the
 * request they were answering. Errors are told as the log tells errors, without what drivers hang on them; as a warning,
 * because whoever knows what failed says so in a line of its own.
 */
export const consoleToLog = (log: Log, target: Pick<Console, (typeof methods)[number]> = console): void => {
  for (const method of methods) {
    target[method] = (...said: unknown[]) => {
      const err = said.find((one) => one instanceof Error);
      const words = stripVTControlCharacters(format(...said.filter((one) => one !== err))).trim();
      log[levels[method]]({ err, console: method }, words);
    };
  }
};

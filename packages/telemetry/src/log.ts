import { type DestinationStream, type Logger, pino } from "pino";
import { concernAtHand } from "./concerning.ts";
import { errorFacts } from "./error-facts.ts";
import { escapeJsonControls } from "./escape-controls.ts";
import { maskSecrets } from "./mask-secrets.ts";
import { hidden, secretFields } from "./secret-fields.ts";

/** Structured JSON lines in UTC, `level` as a word. */
export type Log = Logger;

/**
 * The log of one process. What holds or looks like a secret, a link id or an e-mail is replaced, wherever a caller passes
 * it by mistake; of errors only name, message, code, stack and causes are told; control characters are escaped. Each line
 * says which request or job it belongs to (`concerning`).
 * `destination` is standard output unless given.
 */
export const createLog = (
  options: { process: string; level: string },
  destination?: DestinationStream,
): Log =>
  pino(
    {
      level: options.level,
      base: { process: options.process },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: concernAtHand,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: (error) => errorFacts(error) },
      redact: { paths: secretFields.map((field) => `["${field}"]`), censor: hidden },
      hooks: { streamWrite: (line) => escapeJsonControls(maskSecrets(line)) },
    },
    ...(destination ? [destination] : []),
  );

import { type DestinationStream, type Logger, pino } from "pino";

/** Structured JSON lines in UTC; control characters are escaped by the format itself. */
export type Log = Logger;

const secretFields = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "passwordHash",
  "email",
  "linkId",
  "url",
];

/**
 * The log of one process. Fields that hold secrets, link ids or e-mails are replaced wherever a caller passes them by mistake.
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
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), censor: "[hidden]" },
    },
    ...(destination ? [destination] : []),
  );

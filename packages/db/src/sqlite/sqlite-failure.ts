import { unavailable } from "@cloudpix/domain";

/** Primary result codes of https://sqlite.org/rescode.html; an extended code carries its primary one in the low byte. */
const codes = {
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

const primaryCode = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : undefined;

/** True when another connection holds the lock: the same call may succeed a moment later. */
export const isBusy = (error: unknown): boolean => primaryCode(error) === codes.busy;

/** True when the bytes in the file are not what SQLite wrote: no retry helps. */
export const isDamage = (error: unknown): boolean => {
  const code = primaryCode(error);
  return code === codes.corrupt || code === codes.notADatabase;
};

const places: ReadonlySet<number | undefined> = new Set([
  codes.readOnly,
  codes.ioError,
  codes.full,
  codes.cannotOpen,
]);

/**
 * What a caller is told of a failed statement. A full or failing disk is `dependency.unavailable`: nothing was
 * written, and the call may be repeated. Everything else, corruption above all, goes on as it is and must be seen.
 */
export const failureOf = (error: unknown): unknown =>
  places.has(primaryCode(error)) ? unavailable(error) : error;

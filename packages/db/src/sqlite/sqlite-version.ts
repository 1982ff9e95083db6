import { AppError } from "@cloudpix/domain";

// Before it, a reset of the write-ahead log beside a second connection could lose commits.
const oldest = [3, 51, 3] as const;

/** Passes for SQLite 3.51.3 and newer. @throws AppError `internal` with a sentence that says what to do */
export const requireSqliteVersion = (version: string): void => {
  const parts = version.split(".").map(Number);
  const index = oldest.findIndex((part, at) => parts[at] !== part);
  if (index === -1 || (parts[index] ?? 0) > (oldest[index] ?? 0)) return;
  throw new AppError("internal", {
    message: `This Node.js carries SQLite ${version}, which can lose data when two processes share a file. Please use a Node.js with SQLite ${oldest.join(".")} or newer.`,
  });
};

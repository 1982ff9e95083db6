import { chromiumAdvice } from "../browser/find-chromium.ts";
import type { Finding } from "./finding.ts";

const MIB = 1024 ** 2;
const ENOUGH_BYTES = 2048 * MIB;
const NEEDED_BYTES = 256 * MIB;
const SQLITE_FLOOR = [3, 51, 3];

/** Node 24 runs everything; newer ones are untried, older ones lack `node:sqlite` and type stripping. */
export const judgeNode = (version: string): Finding => {
  const right = Number.parseInt(version, 10) === 24;
  return {
    what: "Node",
    state: right ? "ok" : "missing",
    sentence: right ? version : `This runs on ${version}; CloudPix runs on 24.`,
    ...(right ? {} : { fix: "Start it as npm run doctor: that brings its own Node 24." }),
  };
};

/** `installed` and `wanted` are the texts of the lockfile in node_modules and of the one in the repository. */
export const judgeInstall = (installed: string | undefined, wanted: string): Finding => {
  const right = installed === wanted;
  return {
    what: "packages",
    state: right ? "ok" : "missing",
    sentence: right
      ? "as the lockfile says"
      : installed === undefined
        ? "Nothing is installed."
        : "What is installed differs from the lockfile.",
    ...(right ? {} : { fix: "npm start installs what is missing; or run pnpm install." }),
  };
};

/** Older versions of SQLite can lose a write-ahead log in a rare race. */
export const judgeSqlite = (version: string): Finding => {
  const parts = version.split(".").map(Number);
  const first = SQLITE_FLOOR.findIndex((part, index) => parts[index] !== part);
  const right = first === -1 || (parts[first] ?? 0) > (SQLITE_FLOOR[first] ?? 0);
  return {
    what: "SQLite",
    state: right ? "ok" : "missing",
    sentence: right ? version : `${version} is older than ${SQLITE_FLOOR.join(".")}.`,
    ...(right ? {} : { fix: "It is part of Node: take a newer 24." }),
  };
};

/** `occupied` is true when CloudPix itself runs on this data folder. */
export const judgePort = (port: number, free: boolean, occupied: boolean): Finding => ({
  what: "port",
  state: free || occupied ? "ok" : "missing",
  sentence: free
    ? `${port} is free`
    : occupied
      ? `CloudPix runs already`
      : `${port} is taken by another program.`,
  ...(free || occupied ? {} : { fix: `Stop that program, or use another port: PORT=${port + 1} npm start` }),
});

/** `problem` is the system's own word on why the folder cannot be written. */
export const judgeDataFolder = (path: string, problem: string | undefined): Finding => ({
  what: "data folder",
  state: problem === undefined ? "ok" : "missing",
  sentence: problem === undefined ? `${path} can be written` : `${path} cannot be written: ${problem}`,
  ...(problem === undefined
    ? {}
    : { fix: "Give yourself the right to write there, or name another: DATA_DIR=… npm start" }),
});

/** Where the data folder is, in bytes. */
export const judgeDiskSpace = (freeBytes: number): Finding => {
  const state = freeBytes < NEEDED_BYTES ? "missing" : freeBytes < ENOUGH_BYTES ? "note" : "ok";
  return {
    what: "disk space",
    state,
    sentence: `${Math.floor(freeBytes / MIB).toLocaleString("en")} MiB free`,
    ...(state === "ok"
      ? {}
      : { fix: "Uploads fail when the disk is full: make room, or move DATA_DIR to another disk." }),
  };
};

/** Only the browser tests need one. */
export const judgeChromium = (path: string | undefined): Finding =>
  path === undefined
    ? {
        what: "Chromium",
        state: "note",
        sentence: "none found; only npm test needs one",
        fix: chromiumAdvice,
      }
    : { what: "Chromium", state: "ok", sentence: path };

/** `problem` is why nothing answered there. */
export const judgeReachable = (what: string, url: string, problem: string | undefined): Finding => ({
  what,
  state: problem === undefined ? "ok" : "missing",
  sentence: problem === undefined ? `${url} answers` : `${url} does not answer: ${problem}`,
  ...(problem === undefined
    ? {}
    : { fix: "Check the address, the network and the firewall of the account." }),
});

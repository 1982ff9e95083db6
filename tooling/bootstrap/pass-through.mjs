import { spawn } from "node:child_process";
import { constants } from "node:os";
import { onceAbandoned } from "./once-abandoned.mjs";

/** Resolves with the exit code; a death by signal counts as 128 + its number, as in a shell. */
const exitCode = (child) =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });

/**
 * Runs a program as if it stood in our place: it gets our signals, and we end with its exit code.
 * A terminal sends Ctrl-C to both of us, so the program may hear the same one twice. When whoever started us is gone (npm
 * that was stopped by itself, as process managers and editors do) the program is asked to stop too.
 */
export const passThrough = async (command, args, options) => {
  const child = spawn(command, args, { stdio: "inherit", ...options });
  const forward = (signal) => child.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  const stopWatching = onceAbandoned(() => forward("SIGTERM"));
  try {
    return await exitCode(child);
  } finally {
    stopWatching();
    for (const signal of signals) process.off(signal, forward);
  }
};

/** What a program prints on standard output, with its exit code; its complaints go to ours. */
export const readOutput = async (command, args, options) => {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], ...options });
  const parts = [];
  child.stdout.on("data", (part) => parts.push(part));
  const code = await exitCode(child);
  return { code, output: Buffer.concat(parts).toString("utf8").trim() };
};

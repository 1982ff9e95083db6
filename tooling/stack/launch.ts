import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

const TAIL_LINES = 20;

export type LaunchOptions = {
  /** Arguments of this very Node. */
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  onLine: (line: string) => void;
};

/** One run of one program. */
export type Launched = {
  pid: number;
  /** Resolves once, with how it ended and its last words. Never rejects. */
  ended: Promise<{ how: string; tail: string }>;
  /** SIGTERM, and SIGKILL for it and all it started when it has not ended after `graceMs`. Repeatable. */
  stop(graceMs: number): Promise<void>;
};

const killGroup = (child: ChildProcess) => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group has ended in the meantime.
  }
};

/**
 * Starts a program that does not hear the terminal's Ctrl-C (its supervisor tells it, once, when to stop) and that
 * ends by itself when this process is gone (leash.ts). @throws Error when it cannot be started at all
 */
export const launch = async ({ args, cwd, env, onLine }: LaunchOptions): Promise<Launched> => {
  const leash = new URL("./leash.ts", import.meta.url).href;
  const child = spawn(process.execPath, ["--import", leash, ...args], {
    cwd,
    env: { ...env, CLOUDPIX_LEASH: "1" },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      onLine(line);
    });
  }
  // What it started itself must not outlive it, nor keep its output open.
  child.once("exit", () => killGroup(child));
  const ended = new Promise<{ how: string; tail: string }>((resolve) => {
    child.once("close", (code, signal) =>
      resolve({ how: signal ? `by ${signal}` : `with code ${code}`, tail: tail.join("\n") }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  return {
    pid: child.pid ?? 0,
    ended,
    stop: async (graceMs) => {
      child.kill("SIGTERM");
      const deadline = setTimeout(() => killGroup(child), graceMs);
      await ended;
      clearTimeout(deadline);
    },
  };
};

import { spawn } from "node:child_process";

export type RunToEndOptions = {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Ends the program and all it started. */
  signal?: AbortSignal;
  /** Shows the output as it comes; it is returned either way. */
  show?: boolean;
};

/**
 * Runs a program that ends by itself; resolves with its exit code (1 when a signal ended it) and everything it said.
 * It hears no Ctrl-C of the terminal: only `signal` ends it early. @throws Error when it cannot be started
 */
export const runToEnd = (
  command: string,
  args: readonly string[],
  { cwd, env = process.env, signal, show = false }: RunToEndOptions,
): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const parts: Buffer[] = [];
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.on("data", (part: Buffer) => {
        parts.push(part);
        if (show) to.write(part);
      });
    }
    const end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
      } catch {
        // It has ended in the meantime.
      }
    };
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end, { once: true });
    child.once("error", reject);
    child.once("close", (code) => {
      signal?.removeEventListener("abort", end);
      resolve({ code: code ?? 1, output: Buffer.concat(parts).toString("utf8") });
    });
  });

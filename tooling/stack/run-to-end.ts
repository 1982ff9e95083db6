import { spawn } from "node:child_process";

const GRACE_MS = 15_000;

export type RunToEndOptions = {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Ends the program and all it started, by force after 15 s. */
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
    const killGroup = (name: "SIGTERM" | "SIGKILL") => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, name);
      } catch {
        // It has ended in the meantime.
      }
    };
    let deadline: NodeJS.Timeout | undefined;
    const end = () => {
      killGroup("SIGTERM");
      deadline = setTimeout(() => killGroup("SIGKILL"), GRACE_MS);
    };
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end, { once: true });
    child.once("error", reject);
    child.once("close", (code) => {
      signal?.removeEventListener("abort", end);
      clearTimeout(deadline);
      resolve({ code: code ?? 1, output: Buffer.concat(parts).toString("utf8") });
    });
  });

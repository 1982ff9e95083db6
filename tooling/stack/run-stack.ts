import { loadEnvFile } from "./env-file.ts";
import { createOutputPrinter } from "./print-output.ts";
import type { Programs } from "./programs.ts";
import { Refusal } from "./refusal.ts";
import { startStack, workspaceRoot } from "./start-stack.ts";
import { onStopSignals } from "./stop-signals.ts";

/**
 * `npm start` and `npm run dev`: the stack, until somebody asks it to stop. Sets the exit code.
 * `programs` replaces what is run.
 */
export const runStack = async (mode: "start" | "dev", programs?: Programs): Promise<void> => {
  loadEnvFile(workspaceRoot);

  const terminal = process.stdout.isTTY;
  // The terminal may be closed while we stop; that must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const print = (line: string) => process.stdout.write(`${terminal ? "\x1b[36m›\x1b[0m" : ">"} ${line}\n`);

  const stopping = new AbortController();
  onStopSignals(
    () => {
      print("stopping: requests and thumbnails under way are finished first");
      stopping.abort();
    },
    // The children notice that we are gone, and end on their own.
    () => process.exit(1),
  );
  try {
    const stack = await startStack({
      // A person who watches wants the address and what goes wrong, not a line for every request.
      env: terminal ? { LOG_LEVEL: "warn", ...process.env } : process.env,
      mode,
      ...(programs ? { programs } : {}),
      print,
      onOutput: createOutputPrinter((text) => process.stdout.write(text), terminal),
      signal: stopping.signal,
    });
    print(`CloudPix is at ${stack.origin}   (Ctrl-C stops it)`);
    await new Promise<void>((resolve) => {
      if (stopping.signal.aborted) resolve();
      stopping.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await stack.stop();
    print("stopped; everything is kept");
  } catch (error) {
    if (stopping.signal.aborted && error === stopping.signal.reason) return;
    process.exitCode = 1;
    process.stderr.write(
      `\n${error instanceof Refusal ? error.message : (error instanceof Error && error.stack) || error}\n`,
    );
  }
};

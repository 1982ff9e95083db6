import type { Desk } from "./desk.ts";

/**
 * Standard output for the answer and standard error for remarks. Whoever stops reading one of them, as `| head` does, ends
 * nothing: the exit code is still the command's.
 */
export const openVoice = (): Pick<Desk, "say" | "remark"> => {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  return {
    say: (line) => process.stdout.write(`${line}\n`),
    remark: (line) => process.stderr.write(`${line}\n`),
  };
};

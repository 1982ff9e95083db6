import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Stack, startStack } from "@cloudpix/tooling/stack";

/**
 * Runs the processes of `npm start` with a data folder and ports of their own for as long as `use` takes; `env` sets more
 * settings. They write the log that a deployed CloudPix writes.
 */
export const withStack = async <T>(
  use: (stack: Stack) => Promise<T>,
  env: Record<string, string> = {},
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-bench-"));
  const stack = await startStack({
    env: { PORT: "0", DATA_DIR: folder, LOG_LEVEL: "info", RATE_LIMITS: "off", ...env },
  });
  try {
    return await use(stack);
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

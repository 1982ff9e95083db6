import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { holdFileLock } from "./file-lock.ts";
import { Refusal } from "./refusal.ts";
import { runToEnd } from "./run-to-end.ts";

const WAIT_FOR_OTHER_BUILD_MS = 10 * 60_000;

/**
 * Builds the web app as production runs it; a build of unchanged sources is reused (about a second).
 * Two at once take turns. Resolves with whether it was reused. @throws Refusal with the output when the build fails
 */
export const buildWeb = async (root: string, signal?: AbortSignal): Promise<{ reused: boolean }> => {
  const cache = join(root, "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  const unlock = await holdFileLock(join(cache, "cloudpix-build.lock"), WAIT_FOR_OTHER_BUILD_MS);
  if (!unlock) throw new Refusal("Another build has been running for ten minutes. End it and start again.");
  try {
    const turbo = join(root, "node_modules", "turbo", "bin", "turbo");
    const { code, output } = await runToEnd(
      process.execPath,
      [turbo, "run", "build", "--filter=@cloudpix/web", "--output-logs=new-only"],
      {
        cwd: root,
        env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1" },
        ...(signal ? { signal } : {}),
      },
    );
    signal?.throwIfAborted();
    if (code !== 0) throw new Refusal(`${output.trim()}\n\nThe web app could not be built (see above).`);
    return { reused: /Cached:\s+(\d+) cached, \1 total/.test(output) };
  } finally {
    unlock();
  }
};

import { watch } from "node:fs";
import { join } from "node:path";

const QUIET_MS = 200;

/**
 * Calls `onChange` once after each burst of changes below these folders; tests beside the sources do not count.
 * Resolves the end of the watching with the returned function. `node --watch` is no choice here: when the supervisor is
 * killed, its outer process does not notice and stays.
 */
export const watchSources = (
  root: string,
  folders: readonly string[],
  onChange: () => void,
): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(join(root, folder), { recursive: true }, (_event, file) => {
      if (file?.endsWith(".test.ts")) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
};

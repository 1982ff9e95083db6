import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 500;

/** Our parent and, where the system tells, its parent: between npm and us stands a shell that outlives it. */
const ancestors = () => {
  let grandparent = "";
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    // The name in brackets may hold spaces and brackets; the parent is the second field behind it.
    grandparent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  } catch {
    // No such folder outside of Linux: the parent alone has to do.
  }
  return `${process.ppid} ${grandparent}`;
};

/**
 * Calls back once when the process that started us, or the one that started it, has ended. Only under npm: whoever runs
 * the script by hand may want it to go on alone. Returns what ends the watch.
 */
export const onceAbandoned = (callback) => {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const before = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watch);
    callback();
  }, LOOK_EVERY_MS);
  watch.unref();
  return () => clearInterval(watch);
};

import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 500;

const ofProcess = (pid, file) => readFileSync(`/proc/${pid}/${file}`, "utf8");

/**
 * The process of npm above us. Between it and us stands a shell, unless that shell replaced itself by us. Outside of
 * Linux, where nothing tells, our parent stands for it.
 */
const npmAbove = () => {
  try {
    if (ofProcess(process.ppid, "cmdline").includes("npm")) return process.ppid;
    const stat = ofProcess(process.ppid, "stat");
    // The name in brackets may hold spaces and brackets; the parent is the second field behind it.
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return process.ppid;
  }
};

const lives = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

/**
 * Calls back once when the npm that started us has ended. Only under npm: whoever runs the script by hand may want it to
 * go on alone. Returns what ends the watch.
 */
export const onceAbandoned = (callback) => {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const npm = npmAbove();
  const watch = setInterval(() => {
    if (lives(npm)) return;
    clearInterval(watch);
    callback();
  }, LOOK_EVERY_MS);
  watch.unref();
  return () => clearInterval(watch);
};

import { readdir, readFile } from "node:fs/promises";

/** CPU time that a process and all its threads have used so far, in milliseconds, to the nanosecond. Linux only. */
export const cpuMsOf = async (pid: number): Promise<number> => {
  const threads = await readdir(`/proc/${pid}/task`);
  const spent = await Promise.all(
    threads.map(async (thread) => {
      try {
        return Number((await readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8")).split(" ")[0]);
      } catch {
        // It ended while we looked; what it used is lost to both sides alike.
        return 0;
      }
    }),
  );
  return spent.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
};

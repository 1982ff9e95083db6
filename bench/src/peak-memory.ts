import { readFile, writeFile } from "node:fs/promises";

const field = async (pid: number, name: "VmRSS" | "VmHWM"): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kib = Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]);
  if (Number.isNaN(kib)) throw new Error(`/proc tells no ${name} of ${pid}`);
  return kib / 1024;
};

/** Resident memory of a process in MiB. Linux only. */
export const residentMib = (pid: number): Promise<number> => field(pid, "VmRSS");

/** The highest resident memory of a process, in MiB, while `work` runs: the kernel's own mark, so no peak is missed. */
export const peakMibDuring = async (pid: number, work: () => Promise<unknown>): Promise<number> => {
  // 5: forget the highest mark so far (man 5 proc, clear_refs).
  await writeFile(`/proc/${pid}/clear_refs`, "5");
  await work();
  return field(pid, "VmHWM");
};

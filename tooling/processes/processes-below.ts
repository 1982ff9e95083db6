import { readdir, readFile } from "node:fs/promises";

/** One line of the process table. */
export type Process = { pid: number; parent: number; command: string };

const processes = async (): Promise<Process[]> => {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid): Promise<Process | null> => {
      try {
        const stat = await readFile(`/proc/${pid}/stat`, "utf8");
        // The name in brackets may hold spaces and brackets; the parent is the second field behind it.
        const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        const command = (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ").trim();
        return { pid: Number(pid), parent, command };
      } catch {
        // It ended while we looked.
        return null;
      }
    }),
  );
  return found.filter((one) => one !== null);
};

/** Every process below `root`, at any depth. Linux only. */
export const processesBelow = async (root: number): Promise<Process[]> => {
  const all = await processes();
  const family = new Set([root]);
  for (let grown = true; grown; ) {
    const children = all.filter(({ pid, parent }) => family.has(parent) && !family.has(pid));
    for (const { pid } of children) family.add(pid);
    grown = children.length > 0;
  }
  family.delete(root);
  return all.filter(({ pid }) => family.has(pid));
};

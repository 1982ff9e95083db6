import { readFileSync } from "node:fs";
import { z } from "zod";

/** A process as it can be found again later. `startedAt` (clock ticks, Linux only) tells it from a later one with its id. */
export const ProcessIdentity = z.object({ pid: z.int(), startedAt: z.string().nullable() });
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

const startTicks = (pid: number): string | null => {
  if (process.platform !== "linux") return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces; the start time is the 20th field after it. Zombies (Z) have ended.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "ended" : (fields[19] ?? null);
  } catch {
    return "ended";
  }
};

/** How to recognise this running process later. */
export const identifyProcess = (pid: number): ProcessIdentity => ({ pid, startedAt: startTicks(pid) });

/** Whether that very process still runs. */
export const isRunning = ({ pid, startedAt }: ProcessIdentity): boolean => {
  const ticks = startTicks(pid);
  if (ticks !== null) return ticks !== "ended" && ticks === startedAt;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

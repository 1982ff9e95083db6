import { existsSync, renameSync, writeFileSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { holdFileLock } from "./file-lock.ts";
import { identifyProcess, isRunning, ProcessIdentity } from "./process-identity.ts";
import { Refusal } from "./refusal.ts";

const ORPHANS_MS = 20_000;

const Occupant = z.object({
  origin: z.string(),
  supervisor: ProcessIdentity,
  children: z.array(ProcessIdentity),
});

/** A data folder that this process alone uses until `release`. */
export type DataFolder = {
  path: string;
  /** Notes which processes work in the folder, for whoever takes it over should this one be killed. */
  note(children: readonly number[]): void;
  release(): Promise<void>;
};

const occupantOf = async (file: string) => {
  try {
    return Occupant.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    // No note, or one cut short by a crash: nothing is known about the last occupant.
    return undefined;
  }
};

/** After a kill -9 the children of the dead supervisor save and end by themselves; two storages on one folder would not. */
const waitForOrphans = async (occupant: z.infer<typeof Occupant>) => {
  const deadline = Date.now() + ORPHANS_MS;
  for (const child of occupant.children) {
    while (isRunning(child)) {
      if (Date.now() > deadline) {
        throw new Refusal(
          `Process ${child.pid} of an earlier start still works in this data folder. End it (kill ${child.pid}) and start again.`,
        );
      }
      await sleep(100);
    }
  }
};

const lockIn = (path: string) => join(path, "occupant.lock");
const noteIn = (path: string) => join(path, "occupant.json");

/** Whether a running stack holds this data folder now. Changes nothing. */
export const isOccupied = async (path: string): Promise<boolean> => {
  if (!existsSync(lockIn(path))) return false;
  const unlock = await holdFileLock(lockIn(path));
  unlock?.();
  return unlock === undefined;
};

/** The address of the stack that runs on this data folder now; undefined when none does. Changes nothing. */
export const occupantOrigin = async (path: string): Promise<string | undefined> =>
  (await isOccupied(path)) ? (await occupantOf(noteIn(path)))?.origin : undefined;

/**
 * Creates the folder when needed (its owner's only) and takes it for this process.
 * What a dead process held is taken over once its children have ended.
 * @throws Refusal when another stack runs on it, or it cannot be written
 */
export const occupyDataFolder = async (path: string, origin: string): Promise<DataFolder> => {
  const occupantFile = noteIn(path);
  let unlock: (() => void) | undefined;
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    unlock = await holdFileLock(lockIn(path));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`The data folder ${path} cannot be written (${why}). Name another with DATA_DIR=….`);
  }
  const before = await occupantOf(occupantFile);
  if (!unlock) {
    const who = before ? ` (process ${before.supervisor.pid}, ${before.origin})` : "";
    throw new Refusal(
      `CloudPix already runs on the data folder ${path}${who}. Stop that one first, ` +
        "or give this one its own: PORT=3100 DATA_DIR=.cloudpix-two npm start",
    );
  }
  const free = unlock;
  const note = (children: readonly number[]) => {
    const occupant: z.infer<typeof Occupant> = {
      origin,
      supervisor: identifyProcess(process.pid),
      children: children.map(identifyProcess),
    };
    // In one step and without a pause: two parts start at once, and this process may be killed at any moment.
    writeFileSync(`${occupantFile}.new`, JSON.stringify(occupant));
    renameSync(`${occupantFile}.new`, occupantFile);
  };
  try {
    if (before) await waitForOrphans(before);
    note([]);
  } catch (error) {
    free();
    throw error;
  }
  return {
    path,
    note,
    release: async () => {
      await rm(occupantFile, { force: true });
      free();
    },
  };
};

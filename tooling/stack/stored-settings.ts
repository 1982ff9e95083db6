import { randomBytes } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal.ts";

const Secret = z.base64url().min(43);

/** What a data folder remembers of its own between starts. */
export const StoredSettings = z.strictObject({
  authSecret: Secret,
  tokenSecret: Secret,
  cursorSecret: Secret,
  /** Of the Azurite account; generated, so that nobody reaches it with the key that everybody knows. */
  storageAccountKey: z.base64().min(44),
  /** The same addresses after a restart, so that URLs already handed out go on working. */
  storagePorts: z.strictObject({ blob: z.int().positive(), queue: z.int().positive() }).optional(),
});
export type StoredSettings = z.infer<typeof StoredSettings>;

const fileIn = (dataDir: string) => join(dataDir, "settings.json");

const generate = (): StoredSettings => {
  const secret = () => randomBytes(32).toString("base64url");
  return {
    authSecret: secret(),
    tokenSecret: secret(),
    cursorSecret: secret(),
    storageAccountKey: randomBytes(64).toString("base64"),
  };
};

/** Replaces the file in one step, readable by its owner only: a crash leaves the old or the new one, never half of one. */
export const saveStoredSettings = async (dataDir: string, settings: StoredSettings): Promise<void> => {
  const target = fileIn(dataDir);
  const temporary = `${target}.${process.pid}`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(settings, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, target);
  const folder = await open(dirname(target), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/**
 * The settings of this data folder; undefined when it has none yet. Needs no lock: they are replaced in one step.
 * @throws Refusal when the file is there but cannot be understood: guessing new secrets would silently sign everybody out
 */
export const readStoredSettings = async (dataDir: string): Promise<StoredSettings | undefined> => {
  let text: string;
  try {
    text = await readFile(fileIn(dataDir), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return StoredSettings.parse(JSON.parse(text));
  } catch {
    throw new Refusal(
      `${fileIn(dataDir)} cannot be understood. Put back a copy of it, or delete it: ` +
        "new secrets are generated then, and everybody has to sign in again.",
    );
  }
};

/** The settings of this data folder, generated and saved when it has none yet. Call it under the folder's lock. @throws Refusal */
export const loadStoredSettings = async (dataDir: string): Promise<StoredSettings> => {
  const stored = await readStoredSettings(dataDir);
  if (stored !== undefined) return stored;
  const settings = generate();
  await saveStoredSettings(dataDir, settings);
  return settings;
};

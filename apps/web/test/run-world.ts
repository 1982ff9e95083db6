import { createHash } from "node:crypto";
import type { World } from "@cloudpix/api/testing";
import { readEnv } from "../src/env.ts";
import { type Running, setRunning } from "../src/server/running.ts";

/** What looks like a secret of an installation, and is the same in every test. */
export const testSecret = (purpose: string): string =>
  createHash("sha256").update(purpose).digest("base64url");

/** The settings of a web app on this machine; `changes` set more of them. */
export const testEnv = (changes: Record<string, string> = {}) =>
  readEnv({
    AUTH_SECRET: testSecret("cookies"),
    TOKEN_SECRET: testSecret("tokens"),
    CURSOR_SECRET: testSecret("cursors"),
    AZURE_STORAGE_CONNECTION_STRING: "AccountName=local;AccountKey=a2V5;",
    ...changes,
  });

/** Makes `world` what pages and handlers of this process find, as `server.ts` does with the real one. */
export const runWorld = ({ services }: Pick<World, "services">, env = testEnv()): Running =>
  setRunning({ services, env, storageOrigin: "https://memory.invalid" });

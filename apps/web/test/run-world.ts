import type { World } from "@cloudpix/api/testing";
import { readEnv } from "../src/env.ts";
import { type Running, setRunning } from "../src/server/running.ts";

/** The settings of a web app on this machine; `changes` set more of them. */
export const testEnv = (changes: Record<string, string> = {}) =>
  readEnv({
    AUTH_SECRET: "one secret of at least forty-three characters",
    TOKEN_SECRET: "another secret of at least forty-three characters",
    CURSOR_SECRET: "a third secret of at least forty-three characters",
    AZURE_STORAGE_CONNECTION_STRING: "AccountName=local;AccountKey=a2V5;",
    ...changes,
  });

/** Makes `world` what pages and handlers of this process find, as `server.ts` does with the real one. */
export const runWorld = ({ services }: Pick<World, "services">, env = testEnv()): Running =>
  setRunning({ services, env, storageOrigin: "https://memory.invalid" });

import type { World } from "@cloudpix/api/testing";
import { readEnv } from "../src/env.ts";
import { setRunning } from "../src/server/running.ts";

/** Makes `world` what pages and route handlers of this process find, as `server.ts` does with the real one. */
export const runWorld = (world: World): void => {
  const env = readEnv({
    AUTH_SECRET: "one secret of at least thirty-two characters",
    TOKEN_SECRET: "another secret of at least thirty-two characters",
    CURSOR_SECRET: "a third secret of at least thirty-two characters",
    AZURE_STORAGE_CONNECTION_STRING: "AccountName=local;AccountKey=a2V5;",
  });
  setRunning({ services: world.services, env, storageOrigin: "https://memory.invalid" });
};

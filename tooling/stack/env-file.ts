import { existsSync } from "node:fs";
import { join } from "node:path";

/** Adds the settings of `.env` in the workspace to the environment, if there is one; what is set already wins. */
export const loadEnvFile = (root: string): void => {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
};

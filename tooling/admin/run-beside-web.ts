import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { loadEnvFile } from "../stack/env-file.ts";
import { Refusal } from "../stack/refusal.ts";
import { workspaceRoot } from "../stack/start-stack.ts";
import { webEnvironment } from "./web-environment.ts";

/**
 * Runs a program of the web app (`apps/web/<program>`) in the environment that the web app of this installation runs in.
 * The exit code is the program's; 1 where that environment cannot be made, with the reason on standard error.
 */
export const runBesideWeb = async (program: string, words: readonly string[]): Promise<void> => {
  loadEnvFile(workspaceRoot);
  try {
    const env = await webEnvironment(process.env, workspaceRoot);
    const command = join(workspaceRoot, "apps", "web", program);
    const child = spawn(process.execPath, [command, ...words], { cwd: workspaceRoot, env, stdio: "inherit" });
    const [code] = await once(child, "close");
    process.exitCode = typeof code === "number" ? code : 1;
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(
      `${error instanceof Refusal ? error.message : (error instanceof Error && error.stack) || error}\n`,
    );
  }
};

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { loadEnvFile } from "../stack/env-file.ts";
import { Refusal } from "../stack/refusal.ts";
import { workspaceRoot } from "../stack/start-stack.ts";
import { webEnvironment } from "./web-environment.ts";

// `npm run admin -- list-users|reset-password|set-quota …`: the web app's own commands (apps/web/admin.ts) in the
// environment it runs in. Beside a deployed web app they are run directly. The exit code is the command's.

const words = process.argv.slice(2);
// npm takes --json for itself unless it stands behind a "--", and says so here.
if (words[0] === "list-users" && process.env["npm_config_json"] === "true" && !words.includes("--json"))
  words.push("--json");

loadEnvFile(workspaceRoot);
try {
  const env = await webEnvironment(process.env, workspaceRoot);
  const command = join(workspaceRoot, "apps", "web", "admin.ts");
  const child = spawn(process.execPath, [command, ...words], { cwd: workspaceRoot, env, stdio: "inherit" });
  const [code] = await once(child, "close");
  process.exitCode = typeof code === "number" ? code : 1;
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(
    `${error instanceof Refusal ? error.message : (error instanceof Error && error.stack) || error}\n`,
  );
}

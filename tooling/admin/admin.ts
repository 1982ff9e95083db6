import { runBesideWeb } from "./run-beside-web.ts";

// `npm run admin -- list-users|reset-password|set-quota …`: the web app's own commands (apps/web/admin.ts) in the
// environment it runs in. Beside a deployed web app they are run directly. The exit code is the command's.

const words = process.argv.slice(2);
// npm takes --json for itself unless it stands behind a "--", and says so here.
if (words[0] === "list-users" && process.env["npm_config_json"] === "true" && !words.includes("--json"))
  words.push("--json");

await runBesideWeb("admin.ts", words);

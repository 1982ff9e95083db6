import { runBesideWeb } from "../admin/run-beside-web.ts";

// `npm run status [-- --json]`: how this installation is doing (apps/web/status.ts), also while it is stopped.

const words = process.argv.slice(2);
// npm takes --json for itself unless it stands behind a "--", and says so here.
if (process.env["npm_config_json"] === "true" && !words.includes("--json")) words.push("--json");

await runBesideWeb("status.ts", words);

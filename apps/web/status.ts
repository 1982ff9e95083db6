import { readEnv } from "./src/env.ts";
import { openVoice } from "./src/operator/open-voice.ts";
import { runStatus } from "./src/operator/status/run-status.ts";

// How the installation is doing, in the environment of the web app: `node apps/web/status.ts` beside server.ts.

process.exitCode = await runStatus(process.argv.slice(2), () => readEnv(), openVoice());

import { readEnv } from "./src/env.ts";
import { openVoice } from "./src/operator/open-voice.ts";
import { runCommand } from "./src/operator/run-command.ts";

// What an operator asks for, in the environment of the web app: `node apps/web/admin.ts list-users` beside server.ts.

process.exitCode = await runCommand(process.argv.slice(2), () => readEnv(), openVoice());

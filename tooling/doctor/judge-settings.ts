import { randomBytes } from "node:crypto";
import { readEnv as readWebEnv } from "../../apps/web/src/env.ts";
import { readEnv as readWorkerEnv } from "../../apps/worker/src/env.ts";
import { childEnvironments } from "../stack/child-environment.ts";
import { type Environment, readStackSettings, type StackSettings } from "../stack/stack-settings.ts";
import type { Finding } from "./finding.ts";

const secret = () => randomBytes(32).toString("base64url");

/** Stands for what the stack generates; only its form matters. */
const generated = {
  authSecret: secret(),
  tokenSecret: secret(),
  cursorSecret: secret(),
  storageAccountKey: "x".repeat(88),
};

const complaintOf = (read: () => unknown): string | undefined => {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Lets the supervisor and both apps read the settings exactly as they would at their start. */
export const judgeSettings = (
  env: Environment,
  root: string,
): { finding: Finding; settings: StackSettings | undefined } => {
  let settings: StackSettings | undefined;
  const complaints = [
    complaintOf(() => {
      settings = readStackSettings(env, root);
    }),
  ];
  if (settings) {
    const port = settings.port || 3000;
    const environments = childEnvironments({
      ...{ env, settings, port, mode: "start", workerHealthPort: 0, stored: generated },
      publicOrigin: settings.publicOrigin ?? `http://localhost:${port}`,
      connectionString: settings.storage ? undefined : "AccountName=cloudpix",
    });
    complaints.push(
      complaintOf(() => readWebEnv(environments.web)),
      complaintOf(() => readWorkerEnv(environments.worker)),
    );
  }
  const wrong = [...new Set(complaints.filter((complaint) => complaint !== undefined))];
  const finding: Finding =
    wrong.length === 0
      ? { what: "settings", state: "ok", sentence: "every setting can be used" }
      : {
          what: "settings",
          state: "missing",
          sentence: wrong.join("\n"),
          fix: ".env.example explains every setting.",
        };
  return { finding, settings };
};

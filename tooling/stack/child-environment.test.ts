import { expect, test } from "vitest";
import { childEnvironments } from "./child-environment.ts";
import { readStackSettings } from "./stack-settings.ts";

const environmentsOf = (env: Record<string, string>) =>
  childEnvironments({
    env,
    mode: "start",
    settings: readStackSettings(env, "/"),
    stored: { authSecret: "auth", tokenSecret: "token", cursorSecret: "cursor" },
    port: 3_000,
    publicOrigin: "http://localhost:3000",
    workerHealthPort: 4_000,
    connectionString: undefined,
  });

test("the worker answers its probes on this machine only, unless the environment names another address", () => {
  expect(environmentsOf({}).worker).toMatchObject({
    WORKER_HEALTH_HOST: "127.0.0.1",
    WORKER_HEALTH_PORT: "4000",
  });
  expect(environmentsOf({ WORKER_HEALTH_HOST: "0.0.0.0" }).worker).toMatchObject({
    WORKER_HEALTH_HOST: "0.0.0.0",
  });
});

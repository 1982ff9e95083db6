import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { type Stack, startStack } from "@cloudpix/tooling/stack";
import { test as base, expect } from "@playwright/test";

export type StackOptions = {
  database: "sqlite" | "cosmos";
  /** Off, because all tests come from one address; `test.use({ rateLimits: "on" })` where limits are what is tested. */
  rateLimits: "on" | "off";
};

/** Browser tests on the very processes that `npm start` runs, with a data folder of their own. */
export const test = base.extend<object, StackOptions & { stack: Stack }>({
  database: ["sqlite", { option: true, scope: "worker" }],
  rateLimits: ["off", { option: true, scope: "worker" }],
  stack: [
    async ({ database, rateLimits }, use) => {
      const folder = await mkdtemp(join(tmpdir(), "cloudpix-e2e-"));
      const cosmos = database === "cosmos" ? await startCosmosStandIn() : null;
      const stack = await startStack({
        env: {
          PORT: "0",
          DATA_DIR: folder,
          LOG_LEVEL: "warn",
          RATE_LIMITS: rateLimits,
          ...(cosmos ? { DATABASE: "cosmos", COSMOS_ENDPOINT: cosmos.endpoint, COSMOS_KEY: cosmos.key } : {}),
        },
      });
      await use(stack);
      await stack.stop();
      await cosmos?.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 300_000 },
  ],
  baseURL: async ({ stack }, use) => use(stack.origin),
});

export { expect };

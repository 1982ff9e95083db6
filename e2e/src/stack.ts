import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { type Stack, startStack } from "@cloudpix/tooling/stack";
import { test as base, expect } from "@playwright/test";
import { openSite, type Site } from "./site.ts";

export type StackOptions = {
  database: "sqlite" | "cosmos";
  /** Off, because all tests come from one address; `test.use({ rateLimits: "on" })` where limits are what is tested. */
  rateLimits: "on" | "off";
};

/** Browser tests on the very processes that `npm start` runs, with a data folder of their own. */
export const test = base.extend<object, StackOptions & { stack: Stack; namedSite: Site }>({
  database: ["sqlite", { option: true, scope: "worker" }],
  rateLimits: ["off", { option: true, scope: "worker" }],
  /** Somebody else's site that may use the API. */
  namedSite: [
    // biome-ignore lint/correctness/noEmptyPattern: what a fixture needs is read from its first parameter.
    async ({}, use) => {
      const site = await openSite();
      await use(site);
      site.close();
    },
    { scope: "worker" },
  ],
  stack: [
    async ({ database, rateLimits, namedSite }, use) => {
      const folder = await mkdtemp(join(tmpdir(), "cloudpix-e2e-"));
      const cosmos = database === "cosmos" ? await startCosmosStandIn() : null;
      const stack = await startStack({
        env: {
          PORT: "0",
          DATA_DIR: folder,
          LOG_LEVEL: "warn",
          RATE_LIMITS: rateLimits,
          CORS_ORIGINS: namedSite.origin,
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

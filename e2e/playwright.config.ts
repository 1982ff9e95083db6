import { chromiumArgs, findChromium } from "@cloudpix/tooling/browser";
import { defineConfig } from "@playwright/test";
import type { StackOptions } from "./src/stack.ts";

const chromium = await findChromium();

export default defineConfig<object, StackOptions>({
  testDir: "src",
  testMatch: "**/*.spec.ts",
  outputDir: "../.reports/e2e",
  // One stack at a time: two cores carry one browser, one server and one worker.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    trace: "retain-on-failure",
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: chromium,
      args: [...chromiumArgs],
    },
  },
  projects: [
    { name: "sqlite", use: { database: "sqlite" } },
    { name: "cosmos", use: { database: "cosmos" }, testMatch: "**/main-job.spec.ts" },
  ],
});

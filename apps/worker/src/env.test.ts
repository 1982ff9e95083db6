import { expect, test } from "vitest";
import { readEnv } from "./env.ts";

const enough = { AZURE_STORAGE_CONNECTION_STRING: "UseDevelopmentStorage=true" };

test("without further settings the embedded defaults hold; an empty string counts as unset", () => {
  expect(readEnv({ ...enough, DATABASE: "", TRASH_DAYS: "", WORKER_HEALTH_PORT: "" })).toEqual({
    ...enough,
    DATA_DIR: ".cloudpix",
    DATABASE: "sqlite",
    QUEUE_POLL_MS: 250,
    TRASH_DAYS: 30,
    CLEANUP_CRON: "0 0 * * *",
    LOG_LEVEL: "info",
    TELEMETRY_SAMPLING: 1,
  });
});

test.each([
  [{ DATABASE: "mysql" }, "DATABASE must be sqlite or cosmos."],
  [{ DATABASE: "cosmos" }, "COSMOS_ENDPOINT is needed when DATABASE is cosmos."],
  [{ CLEANUP_CRON: "at midnight" }, "CLEANUP_CRON must be a cron pattern"],
  [{ QUEUE_POLL_MS: "soon" }, "QUEUE_POLL_MS must be a number."],
  [{ QUEUE_POLL_MS: "0" }, "QUEUE_POLL_MS"],
  [{ TELEMETRY_SAMPLING: "1.5" }, "TELEMETRY_SAMPLING"],
  [{ AZURE_STORAGE_CONNECTION_STRING: "" }, "AZURE_STORAGE_ACCOUNT_URL is needed"],
  [{ AZURE_STORAGE_ACCOUNT_URL: "https://a.blob.core.windows.net" }, "only one of them"],
])("%o is refused with a sentence that names the setting", (wrong, sentence) => {
  expect(() => readEnv({ ...enough, ...wrong })).toThrow(sentence);
});

test("a wrong setting's sentence does not repeat secrets", () => {
  const secrets = { COSMOS_KEY: "canary", AZURE_STORAGE_CONNECTION_STRING: "AccountKey=canary" };
  expect(() => readEnv({ ...secrets, DATABASE: "cosmos" })).toThrow(/^(?!.*canary)/s);
});

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
  [{ PUBLIC_ORIGIN: "pix" }, "PUBLIC_ORIGIN must be an address"],
  [{ PUBLIC_ORIGIN: "https://pix.example.com" }, "AZURE_STORAGE_CONNECTION_STRING is the emulator's"],
])("%o is refused with a sentence that names the setting", (wrong, sentence) => {
  expect(() => readEnv({ ...enough, ...wrong })).toThrow(sentence);
});

test("a wrong setting's sentence does not repeat secrets", () => {
  const secrets = { COSMOS_KEY: "canary", AZURE_STORAGE_CONNECTION_STRING: "AccountKey=canary" };
  expect(() => readEnv({ ...secrets, DATABASE: "cosmos" })).toThrow(/^(?!.*canary)/s);
});

test("what everybody knows is for this machine only", () => {
  const storage = "AccountName=cloudpix;AccountKey=";
  const emulators = {
    AZURE_STORAGE_CONNECTION_STRING: `${storage}Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==`,
    COSMOS_KEY: "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
  };
  expect(readEnv(emulators)).toMatchObject(emulators);
  expect(readEnv({ ...emulators, PUBLIC_ORIGIN: "http://localhost:3100" })).toMatchObject(emulators);
  const refuse = () => readEnv({ ...emulators, PUBLIC_ORIGIN: "https://pix.example.com" });
  expect(refuse).toThrow("AZURE_STORAGE_CONNECTION_STRING is the emulator's");
  expect(refuse).toThrow("COSMOS_KEY is the emulator's");
  const own = { AZURE_STORAGE_CONNECTION_STRING: `${storage}a2V5`, COSMOS_KEY: "a2V5" };
  expect(readEnv({ ...own, PUBLIC_ORIGIN: "https://pix.example.com" })).toMatchObject(own);
});

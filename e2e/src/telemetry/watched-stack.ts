import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Azurite, startAzurite } from "@cloudpix/tooling/azurite";
import { type CosmosEndpoint, startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { type FakeIngestion, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { type Stack, startStack } from "@cloudpix/tooling/stack";

/** What a program was seen to do: to speak to a host or look it up, or to load a part of the SDK. */
export type Sighting = { program: string; what: "host" | "sdk"; name: string };

/** The built system telling an ingestion endpoint on this machine, with somebody who looks over its shoulder. */
export type WatchedStack = {
  stack: Stack;
  ingestion: FakeIngestion;
  storage: Azurite;
  seen(): Promise<Sighting[]>;
  stop(): Promise<void>;
};

const spy = pathToFileURL(join(import.meta.dirname, "spy.ts")).href;

/** Starts one; `telemetry: "off"` gives it no connection string. */
export const startWatchedStack = async ({
  database = "sqlite",
  telemetry = "on",
}: {
  database?: "sqlite" | "cosmos";
  telemetry?: "on" | "off";
} = {}): Promise<WatchedStack> => {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-telemetry-"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const ingestion = await startFakeIngestion();
  cleanup.defer(() => ingestion.stop());
  const cosmos: CosmosEndpoint | null = database === "cosmos" ? await startCosmosStandIn() : null;
  cleanup.defer(async () => cosmos?.stop());
  const storage = await startAzurite({ folder: join(folder, "azurite") });
  cleanup.defer(() => storage.stop());
  const spyFile = join(folder, "seen");
  await writeFile(spyFile, "");
  const stack = await startStack({
    env: {
      PORT: "0",
      DATA_DIR: join(folder, "data"),
      RATE_LIMITS: "off",
      AZURE_STORAGE_CONNECTION_STRING: storage.connectionString,
      NODE_OPTIONS: `--import=${spy}`,
      SPY_FILE: spyFile,
      LOG_LEVEL: "warn",
      ...(cosmos ? { DATABASE: "cosmos", COSMOS_ENDPOINT: cosmos.endpoint, COSMOS_KEY: cosmos.key } : {}),
      ...(telemetry === "on" ? { APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString } : {}),
    },
  });
  cleanup.defer(() => stack.stop());
  const whole = cleanup.move();
  return {
    stack,
    ingestion,
    storage,
    seen: async () => {
      const text = await readFile(spyFile, "utf8");
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
          const [program = "", what, name = ""] = line.split("\t");
          return { program, what: what === "sdk" ? "sdk" : "host", name };
        });
    },
    stop: () => whole.disposeAsync(),
  };
};

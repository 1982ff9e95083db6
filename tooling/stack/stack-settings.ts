import { resolve } from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal.ts";

/** Settings as the operating system gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const Port = z.coerce.number().int().min(0).max(65_535);

const Settings = z
  .object({
    PORT: Port.default(3000),
    PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
    DATA_DIR: z.string().default(".cloudpix"),
    STORAGE_PORT: Port.optional(),
    WORKER_HEALTH_PORT: Port.optional(),
    DATABASE: z.enum(["sqlite", "cosmos"]).default("sqlite"),
    COSMOS_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    AZURE_STORAGE_CONNECTION_STRING: z.string().optional(),
    AZURE_STORAGE_ACCOUNT_URL: z.url({ protocol: /^https?$/ }).optional(),
  })
  .refine((settings) => settings.DATABASE === "sqlite" || settings.COSMOS_ENDPOINT !== undefined, {
    path: ["COSMOS_ENDPOINT"],
    message: "DATABASE=cosmos needs it: the account's address, such as https://NAME.documents.azure.com",
  });

/** What the supervisor itself decides by; everything else in the environment goes to web and worker as it is. */
export type StackSettings = {
  /** 0 takes a free one. */
  port: number;
  /** Follows the port where the environment names none. */
  publicOrigin: string | undefined;
  /** Absolute. */
  dataDir: string;
  storagePort: number | undefined;
  /** Where the worker answers its probes; a free one where none is named. */
  workerHealthPort: number | undefined;
  database: "sqlite" | "cosmos";
  cosmosEndpoint: string | undefined;
  /** The address of the storage account that the environment names; without one the stack starts its own. */
  storage: { url: string | undefined } | undefined;
};

/** Without the settings that are there but empty: in an `.env` file `NAME=` means "not set". */
export const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));

/**
 * Reads names and defaults as docs and `.env.example` give them. `root` is what a relative DATA_DIR starts from.
 * @throws Refusal naming every setting that cannot be used, and why
 */
export const readStackSettings = (env: Environment, root: string): StackSettings => {
  const parsed = Settings.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Refusal(`These settings cannot be used:\n${reasons.join("\n")}\nEvery setting: .env.example.`);
  }
  const settings = parsed.data;
  const accountUrl = settings.AZURE_STORAGE_ACCOUNT_URL;
  const connection = settings.AZURE_STORAGE_CONNECTION_STRING;
  return {
    port: settings.PORT,
    publicOrigin: settings.PUBLIC_ORIGIN,
    dataDir: resolve(root, settings.DATA_DIR),
    storagePort: settings.STORAGE_PORT,
    workerHealthPort: settings.WORKER_HEALTH_PORT,
    database: settings.DATABASE,
    cosmosEndpoint: settings.COSMOS_ENDPOINT,
    storage:
      accountUrl === undefined && connection === undefined
        ? undefined
        : { url: accountUrl ?? /BlobEndpoint=([^;]+)/.exec(connection ?? "")?.[1] },
  };
};

import { isWellKnownKey } from "@cloudpix/db";
import { isLoopback } from "@cloudpix/domain";
import { isWellKnownAccount } from "@cloudpix/storage";
import { type TelemetrySettings, telemetrySettings, telemetryVariables } from "@cloudpix/telemetry";
import { Cron } from "croner";
import { z } from "zod";

const wholeNumber = (min: number, max: number) =>
  z.coerce.number(`must be a number`).int("must be a whole number").min(min).max(max);

const isCron = (text: string) => {
  try {
    new Cron(text, { paused: true, timezone: "UTC" });
    return true;
  } catch {
    // Only the answer matters; the sentence for it stands beside the setting.
    return false;
  }
};

const isLocal = ({ PUBLIC_ORIGIN: origin = "" }: { PUBLIC_ORIGIN?: string | undefined }) =>
  !URL.canParse(origin) || isLoopback(origin);

const Settings = z
  .object({
    // Web's; only whether it is this machine matters here.
    PUBLIC_ORIGIN: z.url("must be an address such as https://pix.example.com").optional(),
    DATA_DIR: z.string().default(".cloudpix"),
    DATABASE: z.enum(["sqlite", "cosmos"], "must be sqlite or cosmos").default("sqlite"),
    COSMOS_ENDPOINT: z.url("must be a URL").optional(),
    COSMOS_KEY: z.string().optional(),
    AZURE_STORAGE_CONNECTION_STRING: z.string().optional(),
    AZURE_STORAGE_ACCOUNT_URL: z.url("must be a URL").optional(),
    QUEUE_POLL_MS: wholeNumber(10, 60_000).default(250),
    TRASH_DAYS: wholeNumber(0, 3_650).default(30),
    CLEANUP_CRON: z
      .string()
      .refine(isCron, 'must be a cron pattern such as "0 0 * * *"')
      .default("0 0 * * *"),
    WORKER_HEALTH_PORT: wholeNumber(0, 65_535).optional(),
    WORKER_HEALTH_HOST: z.string().optional(),
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
    ...telemetryVariables,
  })
  .refine((env) => env.DATABASE === "sqlite" || env.COSMOS_ENDPOINT !== undefined, {
    path: ["COSMOS_ENDPOINT"],
    message: "is needed when DATABASE is cosmos",
  })
  .refine(
    (env) =>
      (env.AZURE_STORAGE_CONNECTION_STRING === undefined) !== (env.AZURE_STORAGE_ACCOUNT_URL === undefined),
    {
      path: ["AZURE_STORAGE_CONNECTION_STRING"],
      message: "or AZURE_STORAGE_ACCOUNT_URL is needed, and only one of them",
    },
  )
  .refine((env) => isLocal(env) || !isWellKnownAccount(env.AZURE_STORAGE_CONNECTION_STRING ?? ""), {
    path: ["AZURE_STORAGE_CONNECTION_STRING"],
    message: "is the emulator's well-known account, which everybody can open",
  })
  .refine((env) => isLocal(env) || !isWellKnownKey(env.COSMOS_KEY ?? ""), {
    path: ["COSMOS_KEY"],
    message: "is the emulator's well-known key, which everybody has",
  });

/** The worker's settings, checked; names and meanings are those of docs/operations.md. */
export type Env = z.infer<typeof Settings>;

const withoutEmpty = (variables: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));

/**
 * The settings in `variables`; an empty string counts as unset.
 * @throws Error with one sentence per wrong setting. Values are not repeated: some are secrets.
 */
export const readEnv = (variables: NodeJS.ProcessEnv): Env => {
  const parsed = Settings.safeParse(withoutEmpty(variables));
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`);
  throw new Error(`Some settings are wrong. ${sentences.join(" ")}`);
};

/** The settings of this process. @throws as {@link readEnv} */
export const readProcessEnv = (): Env => readEnv(process.env);

/** What the preload starts telemetry with; undefined: it is not asked for, or its settings are wrong, which {@link readEnv} tells. */
export const readTelemetrySettings = (): TelemetrySettings | undefined => telemetrySettings(process.env);

import { isWellKnownKey } from "@cloudpix/db";
import { isLoopback, limits } from "@cloudpix/domain";
import { isWellKnownAccount } from "@cloudpix/storage";
import { type TelemetrySettings, telemetrySettings, telemetryVariables } from "@cloudpix/telemetry";
import { z } from "zod";
import { isMadeOfWords, isRepeated } from "./guessable-secret.ts";

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );

const makeOne = "`openssl rand -base64 32` makes one";
// As many as 32 bytes take in base64, and in hexadecimal, which says half as much with each.
const secret = z
  .string()
  .min(43, `must have at least 43 characters; ${makeOne}`)
  .refine((text) => !/^[0-9a-f]{1,63}$/i.test(text), `must have 64 digits in hexadecimal; ${makeOne}`)
  .refine(
    (text) => new Set(text).size >= 10 && !isRepeated(text),
    `is too regular to be a secret; ${makeOne}`,
  );
const secretNames = ["AUTH_SECRET", "TOKEN_SECRET", "CURSOR_SECRET", "OPERATOR_TOKEN"] as const;

const secondsPer = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const Unit = z.enum(["s", "m", "h", "d"]);

const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, "must look like 30m, 24h or 7d")
  .transform((text) => Number(text.slice(0, -1)) * secondsPer[Unit.parse(text.slice(-1))]);

const origin = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://pix.example.com" })
  .transform((text) => new URL(text).origin);

const count = z.coerce.number().int();

const Settings = z
  .object({
    PORT: count.min(1).max(65_535).default(3000),
    PUBLIC_ORIGIN: origin.optional(),
    DATA_DIR: z.string().default(".cloudpix"),
    DATABASE: z.enum(["sqlite", "cosmos"]).default("sqlite"),
    COSMOS_ENDPOINT: z.url().optional(),
    COSMOS_KEY: z.string().optional(),
    AZURE_STORAGE_CONNECTION_STRING: z.string().optional(),
    AZURE_STORAGE_ACCOUNT_URL: z.url().optional(),
    CORS_ORIGINS: list.pipe(z.array(origin)),
    TRUSTED_PROXIES: list,
    RATE_LIMITS: z.enum(["on", "off"]).default("on"),
    AUTH_SECRET: secret,
    TOKEN_SECRET: secret,
    CURSOR_SECRET: secret,
    OPERATOR_TOKEN: secret.regex(/^[\x21-\x7e]+$/, "must be plain characters without spaces").optional(),
    JWT_EXPIRES_IN: duration.prefault("24h"),
    BCRYPT_ROUNDS: count.min(4).max(16).default(10),
    USER_QUOTA_BYTES: count.min(1).default(20 * 1024 ** 3),
    UPLOAD_MAX_BYTES: count.min(1).default(50 * 1024 ** 3),
    UPLOAD_FORM_MAX_BYTES: count.min(1).default(limits.uploadFormMaxBytes),
    // The worker empties the trash; people are told here when.
    TRASH_DAYS: count.min(0).max(3_650).default(30),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    ...telemetryVariables,
  })
  .transform((settings) => ({
    ...settings,
    PUBLIC_ORIGIN: settings.PUBLIC_ORIGIN ?? `http://localhost:${settings.PORT}`,
  }))
  .superRefine((settings, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const local = isLoopback(settings.PUBLIC_ORIGIN);
    for (const [index, name] of secretNames.entries()) {
      const twin = secretNames
        .slice(0, index)
        .find((other) => settings[other] !== undefined && settings[other] === settings[name]);
      if (twin) refuse(name, `must differ from ${twin}; ${makeOne}`);
      if (!local && isMadeOfWords(settings[name] ?? "")) {
        refuse(name, `may be made of words on localhost only; ${makeOne}`);
      }
    }
    if (!local && !settings.PUBLIC_ORIGIN.startsWith("https:")) {
      refuse("PUBLIC_ORIGIN", "must be https unless it is this machine itself (localhost)");
    }
    if (!local && settings.RATE_LIMITS === "off") refuse("RATE_LIMITS", "may be off on localhost only");
    if (!local && settings.BCRYPT_ROUNDS < 10) refuse("BCRYPT_ROUNDS", "may be below 10 on localhost only");
    if (settings.DATABASE === "cosmos" && !settings.COSMOS_ENDPOINT) {
      refuse("COSMOS_ENDPOINT", "is needed when DATABASE is cosmos");
    }
    if (!settings.AZURE_STORAGE_CONNECTION_STRING && !settings.AZURE_STORAGE_ACCOUNT_URL) {
      refuse("AZURE_STORAGE_CONNECTION_STRING", "or AZURE_STORAGE_ACCOUNT_URL is needed");
    }
    if (!local && isWellKnownAccount(settings.AZURE_STORAGE_CONNECTION_STRING ?? "")) {
      refuse(
        "AZURE_STORAGE_CONNECTION_STRING",
        "is the emulator's well-known account, which everybody can open",
      );
    }
    if (!local && isWellKnownKey(settings.COSMOS_KEY ?? "")) {
      refuse("COSMOS_KEY", "is the emulator's well-known key, which everybody has");
    }
  });

/** The web app's settings (docs/operations.md), checked. */
export type Env = z.infer<typeof Settings>;

const withoutEmpty = (source: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));

/**
 * Reads the settings once, at start-up. An empty value counts as not set.
 * @throws Error with one line per setting that is missing or wrong
 */
export const readEnv = (source: Readonly<Record<string, string | undefined>> = process.env): Env => {
  const parsed = Settings.safeParse(withoutEmpty(source));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")} ${message}`);
  throw new Error(`Some settings are missing or wrong:\n${lines.join("\n")}`);
};

/** What the preload starts telemetry with; undefined: it is not asked for, or its settings are wrong, which {@link readEnv} tells. */
export const readTelemetrySettings = (): TelemetrySettings | undefined => telemetrySettings(process.env);

/** next-auth takes its own origin from nowhere but this variable; without it it would believe the request's Host. */
export const pinAuthOrigin = (publicOrigin: string): void => {
  process.env["NEXTAUTH_URL"] = publicOrigin;
};

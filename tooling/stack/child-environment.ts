import type { StackSettings } from "./stack-settings.ts";
import { type Environment, withoutEmpty } from "./stack-settings.ts";
import type { StoredSettings } from "./stored-settings.ts";

export type ChildEnvironmentOptions = {
  env: Environment;
  mode: "start" | "dev";
  settings: StackSettings;
  /** What the data folder remembers; undefined where the environment names every secret. */
  stored: Pick<StoredSettings, "authSecret" | "tokenSecret" | "cursorSecret"> | undefined;
  port: number;
  publicOrigin: string;
  workerHealthPort: number;
  /** Of the stack's own storage; undefined when the environment names an account. */
  connectionString: string | undefined;
};

/** What programs need of the system around them, whoever asks for the stack. */
const systemNames = [
  "PATH",
  "HOME",
  "USER",
  "TMPDIR",
  "LANG",
  "LC_ALL",
  "TZ",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
];

/**
 * What web and worker find in their environment: ours, completed by what this stack decided and generated.
 * A secret that the environment names wins over the generated one. The worker gets no secrets: it signs nothing and
 * lets nobody in.
 */
export const childEnvironments = (options: ChildEnvironmentOptions) => {
  const { settings, stored, connectionString } = options;
  const system = Object.fromEntries(systemNames.map((name) => [name, process.env[name]]));
  const own = withoutEmpty({ ...system, ...options.env });
  const both = {
    ...own,
    NODE_ENV: options.mode === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR: settings.dataDir,
    DATABASE: settings.database,
    ...(connectionString === undefined ? {} : { AZURE_STORAGE_CONNECTION_STRING: connectionString }),
  };
  const {
    AUTH_SECRET: _auth,
    TOKEN_SECRET: _token,
    CURSOR_SECRET: _cursor,
    OPERATOR_TOKEN: _operator,
    ...withoutSecrets
  } = both as Environment;
  return {
    web: {
      AUTH_SECRET: stored?.authSecret,
      TOKEN_SECRET: stored?.tokenSecret,
      CURSOR_SECRET: stored?.cursorSecret,
      ...both,
      PORT: String(options.port),
      PUBLIC_ORIGIN: options.publicOrigin,
    },
    worker: {
      // Whoever asks it runs beside it.
      WORKER_HEALTH_HOST: "127.0.0.1",
      ...withoutSecrets,
      WORKER_HEALTH_PORT: String(options.workerHealthPort),
    },
  };
};

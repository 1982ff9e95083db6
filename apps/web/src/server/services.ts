import {
  createCursors,
  createPasswordResets,
  createPasswords,
  createRateLimits,
  createSeenLinks,
  createSessionTokens,
  createVisits,
  deriveKey,
  noRateLimits,
  type Services,
} from "@cloudpix/api";
import { isLoopback } from "@cloudpix/domain";
import { openAzureStorage } from "@cloudpix/storage/azure";
import {
  carryTrace,
  createLog,
  createTelemetry,
  type Log,
  type Telemetry,
  telemetryState,
  watchCosmos,
  watchProcess,
} from "@cloudpix/telemetry";
import type { Env } from "../env.ts";
import { openDatabase } from "./open-database.ts";
import { createRequestFigures, type RequestFigures } from "./request-figures.ts";

/** The sites whose pages may send bytes to storage. A loopback site goes by several names. */
const allowedOrigins = (env: Env): string[] => {
  const { port, protocol } = new URL(env.PUBLIC_ORIGIN);
  const own = isLoopback(env.PUBLIC_ORIGIN)
    ? ["localhost", "127.0.0.1"].map((host) => `${protocol}//${host}${port ? `:${port}` : ""}`)
    : [env.PUBLIC_ORIGIN];
  return [...new Set([...own, ...env.CORS_ORIGINS])];
};

/** Whom the program tells of itself. */
export type Tellers = { log: Log; telemetry: Telemetry };

/** Those of a web app with these settings. */
export const openTellers = (env: Pick<Env, "LOG_LEVEL">): Tellers => {
  const log = createLog({ process: "web", level: env.LOG_LEVEL });
  return { log, telemetry: createTelemetry(log) };
};

/** Opens everything the web app stands on: the composition root. `close` gives it all back. */
export const buildServices = async (
  env: Env,
  { log, telemetry }: Tellers = openTellers(env),
): Promise<{
  services: Services;
  figures: RequestFigures;
  storageOrigin: string;
  close(): Promise<void>;
}> => {
  const storage = await openAzureStorage(
    env.AZURE_STORAGE_CONNECTION_STRING
      ? { connectionString: env.AZURE_STORAGE_CONNECTION_STRING }
      : { accountUrl: env.AZURE_STORAGE_ACCOUNT_URL ?? "" },
  );
  await storage.ensureReady({ allowedOrigins: allowedOrigins(env) });
  const db = await openDatabase(env, { log, watch: (endpoint) => watchCosmos(telemetry, endpoint) });
  const now = () => new Date();
  const figures = createRequestFigures();
  const health = watchProcess();
  const issuer = env.PUBLIC_ORIGIN;
  const services: Services = {
    db,
    blobs: storage.blobs,
    queue: carryTrace(storage.queue, telemetry),
    telemetry,
    telemetryStatus: telemetryState,
    processFigures: () => ({ ...health.read(), ...figures.read() }),
    log,
    now,
    passwords: createPasswords({ rounds: env.BCRYPT_ROUNDS }),
    sessionTokens: createSessionTokens({
      secret: env.TOKEN_SECRET,
      issuer,
      lifetimeSeconds: env.JWT_EXPIRES_IN,
    }),
    passwordResets: createPasswordResets({ secret: env.TOKEN_SECRET, issuer }),
    visits: createVisits({ secret: env.TOKEN_SECRET, issuer }),
    seenLinks: createSeenLinks(),
    cursors: createCursors(env.CURSOR_SECRET),
    rateLimits: env.RATE_LIMITS === "on" ? createRateLimits(db.throttles, now) : noRateLimits,
    settings: {
      publicOrigin: env.PUBLIC_ORIGIN,
      userQuotaBytes: env.USER_QUOTA_BYTES,
      uploadMaxBytes: env.UPLOAD_MAX_BYTES,
      uploadFormMaxBytes: env.UPLOAD_FORM_MAX_BYTES,
      requestIdSecret: Buffer.from(deriveKey(env.TOKEN_SECRET, "request-id")).toString("base64url"),
    },
  };
  return { services, figures, storageOrigin: storage.origin, close: () => db.close() };
};

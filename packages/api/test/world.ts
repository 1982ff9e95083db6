import { openSqlite } from "@cloudpix/db/sqlite";
import { AppError, addMs, type ErrorCode, type FileView } from "@cloudpix/domain";
import { createMemoryStorage } from "@cloudpix/storage/memory";
import {
  createLog,
  createTelemetry,
  type EventName,
  type MetricName,
  telemetryState,
} from "@cloudpix/telemetry";
import { recordTelemetry } from "@cloudpix/telemetry/testing";
import { appRouter } from "../src/app-router.ts";
import { createPasswordResets } from "../src/auth/password-resets.ts";
import { createPasswords } from "../src/auth/passwords.ts";
import { readBearer } from "../src/auth/read-bearer.ts";
import { createSessionTokens } from "../src/auth/session-tokens.ts";
import type { Context } from "../src/context.ts";
import { createCursors } from "../src/files/cursors.ts";
import { noRateLimits } from "../src/rate-limits.ts";
import type { Services } from "../src/services.ts";
import { createSeenLinks } from "../src/shares/seen-links.ts";
import { createVisits } from "../src/shares/visits.ts";
import { toAppError } from "../src/to-app-error.ts";

const secret = "a secret of at least forty-three characters";
const publicOrigin = "https://pix.example.com";

/** A whole CloudPix without sockets: SQLite in memory, contract-proven memory storage, a clock that is moved by hand. */
export const openWorld = async (change: Partial<Services> = {}) => {
  let time = new Date("2026-03-01T12:00:00.000Z");
  const now = () => time;
  const db = await openSqlite({ file: ":memory:" });
  const storage = createMemoryStorage({ now });
  const log = change.log ?? createLog({ process: "test", level: "silent" });
  const { telemetry, told } = recordTelemetry();
  const services: Services = {
    db,
    blobs: storage.blobs,
    queue: storage.queue,
    // As in a program: what is told as a failure is a warning in the log too.
    telemetry: createTelemetry(log, { telemetry, watch: () => {} }),
    telemetryStatus: telemetryState,
    processFigures: () => ({}),
    log,
    now,
    passwords: createPasswords({ rounds: 4 }),
    sessionTokens: createSessionTokens({ secret, issuer: publicOrigin, lifetimeSeconds: 3_600 }),
    passwordResets: createPasswordResets({ secret, issuer: publicOrigin }),
    visits: createVisits({ secret, issuer: publicOrigin }),
    seenLinks: createSeenLinks(),
    cursors: createCursors(secret),
    rateLimits: noRateLimits,
    settings: {
      publicOrigin,
      userQuotaBytes: 1_000_000,
      uploadMaxBytes: 500_000,
      uploadFormMaxBytes: 200_000,
      requestIdSecret: secret,
    },
    ...change,
  };
  const call = (token?: string, isOperator = false) => {
    const context: Context = {
      services,
      requestId: "test-request",
      clientAddress: "192.0.2.1",
      isOperator: () => isOperator,
      authenticate: async () => {
        if (token === undefined) throw new AppError("auth.required");
        return readBearer(services, token);
      },
    };
    return appRouter.createCaller(context);
  };
  const stranger = call();
  let people = 0;
  return {
    services,
    /** What its keys are derived from. */
    secret,
    storage,
    events: told.events,
    exceptions: told.exceptions,
    /** What was told under one name, in order. */
    told: (name: EventName) => told.events.filter((event) => event.name === name).map(({ facts }) => facts),
    /** What was measured under one name, in order. */
    measured: (name: MetricName) =>
      told.metrics.filter((metric) => metric.name === name).map(({ value, facts }) => ({ value, ...facts })),
    stranger,
    operator: call(undefined, true),
    call,
    pass: (ms: number) => {
      time = addMs(time, ms);
    },
    /** A new user and the procedures as they call them. */
    person: async (name = "Ada") => {
      people += 1;
      const { token, user } = await stranger.auth.register({
        email: `person-${people}@example.com`,
        password: "correct horse",
        name,
      });
      // A caller is a proxy: its routers are taken one by one.
      const { auth, files, shares } = call(token);
      return { auth, files, shares, token, user };
    },
    close: () => db.close(),
  };
};

export type World = Awaited<ReturnType<typeof openWorld>>;
type Person = Awaited<ReturnType<World["person"]>>;

/** Bytes that every reader takes for a JPEG: the signature is all that sniffing needs. */
export const jpegBytes = (length = 1_000): Uint8Array => {
  const bytes = new Uint8Array(length).fill(7);
  bytes.set([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00]);
  return bytes;
};

/** One finished upload, the way a client does it. */
export const upload = async (
  { storage }: World,
  person: Person,
  { fileName = "beach.jpg", bytes = jpegBytes() } = {},
): Promise<FileView> => {
  const ticket = await person.files.createUpload({
    fileName,
    fileSize: bytes.length,
    contentType: "image/jpeg",
  });
  await storage.receiveUpload(ticket.uploadUrl, bytes);
  return person.files.completeUpload({ fileId: ticket.fileId });
};

/** The code of the error a call ends in, as a client is told it. Fails when the call succeeds. */
export const codeOf = async (outcome: Promise<unknown>): Promise<ErrorCode> =>
  outcome.then(
    (value) => {
      throw new Error(`expected a refusal, got ${JSON.stringify(value)}`);
    },
    (error: unknown) => toAppError(error).code,
  );

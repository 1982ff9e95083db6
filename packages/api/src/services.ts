import type { Database } from "@cloudpix/db";
import type { BlobStore, JobQueue } from "@cloudpix/storage";
import type { Log, Telemetry, TelemetryState } from "@cloudpix/telemetry";
import type { PasswordResets } from "./auth/password-resets.ts";
import type { Passwords } from "./auth/passwords.ts";
import type { SessionTokens } from "./auth/session-tokens.ts";
import type { Cursors } from "./files/cursors.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { SeenLinks } from "./shares/seen-links.ts";
import type { Visits } from "./shares/visits.ts";
import type { Figures } from "./system/background-figures.ts";

/** What the API is allowed and asked to do, read once by the app's composition root. Sizes in bytes. */
export type ApiSettings = {
  /** Scheme, host and port that callers see; never taken from a request. */
  publicOrigin: string;
  userQuotaBytes: number;
  uploadMaxBytes: number;
  /** One file that comes through the app, as part of a form. */
  uploadFormMaxBytes: number;
  /** Keys ids that are derived from a caller's `requestId`. */
  requestIdSecret: string;
};

/** Everything a use-case may touch. Built once in the composition root; no globals, no container. */
export type Services = {
  db: Database;
  blobs: BlobStore;
  queue: JobQueue;
  telemetry: Telemetry;
  /** Whether this process reports to Application Insights: what `system.metrics` says of it. */
  telemetryStatus: () => TelemetryState;
  /** What this process counted and measured about itself, for operators. */
  processFigures: () => Figures;
  log: Log;
  now: () => Date;
  passwords: Passwords;
  sessionTokens: SessionTokens;
  passwordResets: PasswordResets;
  visits: Visits;
  /** The one memory of links in this process. */
  seenLinks: SeenLinks;
  cursors: Cursors;
  rateLimits: RateLimits;
  settings: ApiSettings;
};

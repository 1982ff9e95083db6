const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Bounds that the interface, the API and the drivers share. Sizes in bytes, times in milliseconds or days as named. */
export const limits = {
  emailLength: 254,
  displayNameLength: 100,
  /** bcrypt reads 72 bytes and silently ignores the rest; longer passwords are refused. */
  passwordBytes: { min: 8, max: 72 },
  fileNameBytes: 255,
  linkNameLength: 100,
  pageSize: { max: 100, default: 50 },
  expirationDays: { min: 1, max: 3650, default: 30 },
  /** An expired or revoked link is remembered this long, so that its visitor is told why and not "not found". */
  linkGraceDays: 30,
  visitMinutes: 30,
  /** Uploads that were begun and never completed are removed after this long. */
  abandonedUploadHours: 24,
  uploadUrlHours: 24,
  /** How far the time in an upload's request id may be from ours, either way: it decides the file's place in the list. */
  requestClockHours: 24,
  /** One block of an upload. Azure allows 50,000 blocks of a blob, so 8 MiB reaches 390 GiB. */
  blockBytes: 8 * MIB,
  /** Up to here the digest is checked while the caller waits; above, by the worker. Also the bound of Copy Blob From URL. */
  inlineVerifyBytes: 256 * MIB,
  uploadMaxBytes: 50 * GIB,
  quotaBytes: 20 * GIB,
  /** A read URL lives `lifetime`; the same URL is given out for `window`, so that browser and CDN caches hit. */
  readUrlMinutes: { lifetime: 60, window: 15 },
  /** How often a message is tried before it goes to the poison queue. */
  deliveries: 5,
  jsonBodyBytes: 64 * 1024,
  batchCalls: 20,
} as const;

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
  /** How much of a search is looked at. */
  searchLength: 100,
  linkNameLength: 100,
  /** Short codes are what people tell each other; guessing is throttled. bcrypt reads 72 bytes. */
  linkPasswordBytes: { min: 4, max: 72 },
  accessTokenNameLength: 100,
  pageSize: { max: 100, default: 50 },
  expirationDays: { min: 1, max: 3650, default: 30 },
  /** A live link that ends sooner than this is shown as ending soon. */
  endingSoonHours: 72,
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
  /** One file of a multipart form; larger ones go in blocks straight to storage. */
  uploadFormMaxBytes: 100 * MIB,
  /** A link to set a new password, made by an operator, works this long. */
  passwordResetHours: 24,
  jsonBodyBytes: 64 * 1024,
  batchCalls: 20,
} as const;

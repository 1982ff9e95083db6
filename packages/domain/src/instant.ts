import { z } from "zod";

/**
 * A moment in UTC with milliseconds, exactly as `Date.toISOString()` prints it.
 * The fixed form makes the order of the strings the order of the moments, which both database drivers rely on.
 */
export const Instant = z.iso.datetime({ precision: 3, offset: false });
export type Instant = z.infer<typeof Instant>;

const notAMoment = "Use a moment such as 2027-06-01T12:00:00Z.";

/**
 * A moment as callers may write it: ISO 8601 (RFC 3339) to the second or finer, with `Z` or an offset. It comes out
 * as the {@link Instant} it names, less what is finer than that; one beyond the year 9999 has none and is refused.
 */
export const GivenInstant = z.iso
  .datetime({ offset: true, error: notAMoment })
  .transform((text) => new Date(text).toISOString())
  .pipe(z.iso.datetime({ precision: 3, offset: false, error: notAMoment }));

/** `date` as an {@link Instant}. */
export const toInstant = (date: Date): Instant => date.toISOString();

/** `date` moved by `ms`, which may be negative. */
export const addMs = (date: Date, ms: number): Date => new Date(date.getTime() + ms);

import { z } from "zod";

/**
 * A moment in UTC with milliseconds, exactly as `Date.toISOString()` prints it.
 * The fixed form makes the order of the strings the order of the moments, which both database drivers rely on.
 */
export const Instant = z.iso.datetime({ precision: 3, offset: false });
export type Instant = z.infer<typeof Instant>;

/** `date` as an {@link Instant}. */
export const toInstant = (date: Date): Instant => date.toISOString();

/** `date` moved by `ms`, which may be negative. */
export const addMs = (date: Date, ms: number): Date => new Date(date.getTime() + ms);

const day = (options: Intl.DateTimeFormatOptions) => (date: Date, timeZone?: string) =>
  new Intl.DateTimeFormat("en-GB", { ...options, ...(timeZone === undefined ? {} : { timeZone }) }).format(
    date,
  );

/** "3 March 2026". In the reader's own time zone unless one is given (pages rendered on the server give "UTC"). */
export const formatDate = day({ day: "numeric", month: "long", year: "numeric" });

/** "3 March 2026 at 14:05". */
export const formatMoment = day({ dateStyle: "long", timeStyle: "short" });

/** "14:05". */
export const formatClock = day({ timeStyle: "short" });

const year = day({ year: "numeric" });

/** "3 March", with the year when it is not that of `now`. */
export const formatShortDate = (date: Date, now: Date, timeZone?: string): string =>
  year(date, timeZone) === year(now, timeZone)
    ? day({ day: "numeric", month: "long" })(date, timeZone)
    : formatDate(date, timeZone);

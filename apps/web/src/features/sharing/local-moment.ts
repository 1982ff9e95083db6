const two = (value: number) => String(value).padStart(2, "0");

/** A moment as a date-time field wants it, in the person's own time zone: "2026-03-03T14:05". */
export const toLocalField = (date: Date): string =>
  `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}` +
  `T${two(date.getHours())}:${two(date.getMinutes())}`;

/** The moment that a date-time field names; null for a field that is empty or half filled in. */
export const fromLocalField = (text: string): Date | null => {
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
};

/** The name of the person's time zone, "Europe/Berlin". */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

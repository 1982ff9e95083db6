import { addMs, DAY_MS, HOUR_MS, limits } from "@cloudpix/domain";
import { formatClock, formatShortDate } from "../../ui/format-date.ts";

/** The day as "2026-03-03", where the reader is. */
const dayOf = (date: Date, timeZone: string | undefined) =>
  date.toLocaleDateString("sv", timeZone === undefined ? {} : { timeZone });

const nameOf = (date: Date, now: Date, timeZone: string | undefined): string => {
  const day = dayOf(date, timeZone);
  if (day === dayOf(now, timeZone)) return "today";
  if (day === dayOf(addMs(now, DAY_MS), timeZone)) return "tomorrow";
  if (day === dayOf(addMs(now, -DAY_MS), timeZone)) return "yesterday";
  return formatShortDate(date, now, timeZone);
};

/**
 * A moment as exact as people need it: "3 March"; within three days of `now`, before or after, with the time:
 * "tomorrow at 14:05", "3 March at 14:05".
 */
export const nearMoment = (date: Date, now: Date, timeZone?: string): string => {
  const isNear = Math.abs(date.getTime() - now.getTime()) <= limits.endingSoonHours * HOUR_MS;
  if (!isNear) return formatShortDate(date, now, timeZone);
  return `${nameOf(date, now, timeZone)} at ${formatClock(date, timeZone)}`;
};

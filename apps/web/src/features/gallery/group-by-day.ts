import { DAY_MS, type FileView } from "@cloudpix/domain";

/** The files of one day, as the person's own calendar has it. */
export type DayGroup = { day: string; label: string; files: FileView[] };

const labelOf = (date: Date, now: Date, keyOf: (date: Date) => string, timeZone?: string): string => {
  if (keyOf(date) === keyOf(now)) return "Today";
  if (keyOf(date) === keyOf(new Date(now.getTime() - DAY_MS))) return "Yesterday";
  const sameYear = keyOf(date).slice(0, 4) === keyOf(now).slice(0, 4);
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(date);
};

/** Files (newest first) by the day they were uploaded, days and files in the given order. `timeZone`: the reader's own unless given. */
export const groupByDay = (files: readonly FileView[], now: Date, timeZone?: string): DayGroup[] => {
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = new Intl.DateTimeFormat("sv", { dateStyle: "short", ...zone });
  const groups = new Map<string, DayGroup>();
  for (const file of files) {
    const date = new Date(file.uploadDate);
    const day = format.format(date);
    const group = groups.get(day);
    if (group === undefined)
      groups.set(day, {
        day,
        label: labelOf(date, now, (moment) => format.format(moment), timeZone),
        files: [file],
      });
    else group.files.push(file);
  }
  return [...groups.values()];
};

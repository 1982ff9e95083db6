import { formatShortDate } from "../../ui/format-date.ts";

/** What the visitor of a link will meet, for the person about to make it. `expiry` null: never ends. */
export const visitorSentence = (
  fileName: string,
  expiry: Date | null,
  now: Date,
  timeZone?: string,
): string =>
  `Anyone with the link can view and download ${fileName} ${
    expiry === null ? "until you revoke it" : `until ${formatShortDate(expiry, now, timeZone)}`
  }.`;

import { HOUR_MS, limits, type VisitedLinkView } from "@cloudpix/domain";
import { formatClock, formatDate } from "../../ui/format-date.ts";

/** Fewer than these are worth a word: whoever keeps coming back must know. */
const fewVisits = 3;

type Link = Pick<VisitedLinkView, "expiryDate" | "accessCount" | "maxAccessCount">;

const leftOf = ({ accessCount, maxAccessCount }: Link) =>
  maxAccessCount === undefined ? undefined : Math.max(0, maxAccessCount - accessCount);

/**
 * Until when a visitor can come back, in UTC because the page is written by the server; with the time when that is soon.
 * undefined where there is nothing to say: the link has no end, or it does not open again anyway.
 */
export const untilWords = (link: Link, now: Date): string | undefined => {
  if (link.expiryDate === null || leftOf(link) === 0) return undefined;
  const end = new Date(link.expiryDate);
  const isSoon = end.getTime() - now.getTime() <= limits.endingSoonHours * HOUR_MS;
  return `Available until ${formatDate(end, "UTC")}${isSoon ? ` at ${formatClock(end, "UTC")} UTC` : ""}`;
};

/** What a visitor should know of the visits that are left; undefined while there are plenty. */
export const visitsLeftWords = (link: Link): string | undefined => {
  const left = leftOf(link);
  if (left === undefined || left > fewVisits) return undefined;
  if (left === 0) return "This link does not open again. Download the file if you want to keep it.";
  return `This link opens ${left === 1 ? "once more" : `${left} more times`}.`;
};

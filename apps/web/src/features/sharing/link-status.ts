import type { LinkState, ShareLinkView } from "@cloudpix/domain";
import { nearMoment } from "./near-moment.ts";

/** The word for a link's state. */
export const stateWords: Record<LinkState, string> = {
  live: "Active",
  ending_soon: "Ends soon",
  used_up: "Used up",
  expired: "Expired",
  revoked: "Revoked",
};

/** Whether a visitor gets in. */
export const isOpenState = (state: LinkState): boolean => state === "live" || state === "ending_soon";

/** "no visits yet", "1 visit", "3 of 20 visits". */
export const visitsWords = ({
  accessCount,
  maxAccessCount,
}: Pick<ShareLinkView, "accessCount" | "maxAccessCount">): string => {
  if (maxAccessCount !== undefined)
    return `${accessCount} of ${maxAccessCount} ${maxAccessCount === 1 ? "visit" : "visits"}`;
  if (accessCount === 0) return "no visits yet";
  return accessCount === 1 ? "1 visit" : `${accessCount} visits`;
};

/** "Never expires", "Until 3 March", "Expired yesterday at 14:05". */
export const endWords = (
  { expiryDate }: Pick<ShareLinkView, "expiryDate">,
  now: Date,
  timeZone?: string,
): string => {
  if (expiryDate === null) return "Never expires";
  const end = new Date(expiryDate);
  return `${end <= now ? "Expired" : "Until"} ${nearMoment(end, now, timeZone)}`;
};

/** "today at 14:05", "on 9 January". */
const lastVisitWords = (lastAccessDate: string, now: Date, timeZone: string | undefined): string => {
  const words = nearMoment(new Date(lastAccessDate), now, timeZone);
  return /^\d/.test(words) ? `on ${words}` : words;
};

/** What its owner wants to know of a link in one line: when it ends, how often and when it was opened. */
export const linkFacts = (link: ShareLinkView, now: Date, timeZone?: string): string =>
  [
    endWords(link, now, timeZone),
    visitsWords(link),
    ...(link.lastAccessDate === undefined
      ? []
      : [`last ${lastVisitWords(link.lastAccessDate, now, timeZone)}`]),
  ].join(" · ");

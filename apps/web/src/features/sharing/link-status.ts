import { linkState, type ShareLinkView } from "@cloudpix/domain";
import { formatShortDate } from "../../ui/format-date.ts";

const words = { live: "Active", revoked: "Revoked", expired: "Expired", used_up: "Used up" } as const;

/** A link's state in a word, and whether it still opens. */
export const linkStatus = (link: ShareLinkView, now: Date) => {
  const state = linkState({ ...link, maxAccessCount: link.maxAccessCount ?? null }, now);
  return { word: words[state], isLive: state === "live" };
};

/** What its owner wants to know of a link in one line: when it ends, how often and when it was opened. */
export const linkFacts = (link: ShareLinkView, now: Date, timeZone?: string): string => {
  const date = (instant: string) => formatShortDate(new Date(instant), now, timeZone);
  const isOver = link.expiryDate !== null && new Date(link.expiryDate) <= now;
  const opened = link.accessCount === 1 ? "1 visit" : `${link.accessCount} visits`;
  return [
    link.expiryDate === null ? "Never expires" : `${isOver ? "Expired" : "Until"} ${date(link.expiryDate)}`,
    link.accessCount === 0 ? "no visits yet" : opened,
    ...(link.lastAccessDate === undefined ? [] : [`last on ${date(link.lastAccessDate)}`]),
  ].join(" · ");
};

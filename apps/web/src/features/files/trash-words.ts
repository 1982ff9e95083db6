import { DAY_MS } from "@cloudpix/domain";

const afterDays = (days: number): string =>
  days === 0 ? "at the next clean-up" : days === 1 ? "after 1 day" : `after ${days} days`;

/** When a file ends that goes to the trash now. */
export const trashKeepsWords = (trashDays: number): string =>
  `It is deleted for good ${afterDays(trashDays)}.`;

/** What becomes of everything that is in the trash. */
export const trashRuleWords = (trashDays: number): string =>
  `Files in the trash are deleted for good ${afterDays(trashDays)}. Until then they take up space.`;

/** What the trash is for, where nothing is in it. */
export const keptWords = (trashDays: number): string =>
  trashDays === 0
    ? "What you delete waits here until the next clean-up."
    : `What you delete waits here for ${trashDays === 1 ? "1 day" : `${trashDays} days`}, in case you want it back.`;

/** What a person loses with a file that has live links (≥ 1) when it goes to the trash. */
export const lostLinksWords = (shareCount: number, trashDays: number): string =>
  `${shareCount === 1 ? "Its link ends" : `Its ${shareCount} links end`} at once and for good, even if you take the file back. The file goes to the trash and is deleted for good ${afterDays(trashDays)}.`;

/** How long a file stays that is in the trash since `trashedDate`; "" when nobody says since when. */
export const daysLeftWords = (trashedDate: string | undefined, trashDays: number, now: Date): string => {
  if (trashedDate === undefined) return "";
  const leftMs = Date.parse(trashedDate) + trashDays * DAY_MS - now.getTime();
  const days = Math.ceil(leftMs / DAY_MS);
  return days <= 0 ? "Deleted soon" : days === 1 ? "1 day left" : `${days} days left`;
};

import type { ShareLinkView } from "@cloudpix/domain";
import { nearMoment } from "./near-moment.ts";

/** What of a link its visitor will notice. `expiry` null: never ends. */
export type Promised = {
  fileName: string;
  expiry: Date | null;
  hasPassword: boolean;
  maxAccessCount: number | null;
};

const times = (count: number) => (count === 1 ? "once" : `${count} times`);

/** What the visitor of a link will meet, for the person about to make it. */
export const visitorSentence = (
  { fileName, expiry, hasPassword, maxAccessCount }: Promised,
  now: Date,
  timeZone?: string,
): string =>
  [
    `Anyone with the link${hasPassword ? " and the password" : ""} can view and download ${fileName} `,
    expiry === null ? "until you revoke it" : `until ${nearMoment(expiry, now, timeZone)}`,
    maxAccessCount === null ? "" : `, at most ${times(maxAccessCount)}`,
    ".",
  ].join("");

/** The same of a link that exists; of one that does not open: what would make it open again. */
export const linkSentence = (link: ShareLinkView, fileName: string, now: Date, timeZone?: string): string => {
  switch (link.state) {
    case "revoked":
      return "This link is revoked for good. Whoever follows it is told so.";
    case "expired":
      return "Whoever follows this link is told that it has expired. Give it a later end, and it opens again.";
    case "used_up":
      return "Whoever follows this link is told that it is used up. Allow more visits, and it opens again.";
    default:
      return visitorSentence(
        {
          fileName,
          expiry: link.expiryDate === null ? null : new Date(link.expiryDate),
          hasPassword: link.hasPassword,
          maxAccessCount: link.maxAccessCount ?? null,
        },
        now,
        timeZone,
      );
  }
};

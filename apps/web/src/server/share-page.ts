import { continueVisit, errorTable, type PreviewCard, previewCard } from "@cloudpix/api";
import { AppError, type ErrorCode, isAppError, LinkId, type OpenedShareView } from "@cloudpix/domain";
import { headers } from "next/headers";
import { cache } from "react";
import { setPageStatus } from "./page-status.ts";
import { isPreviewBot } from "./preview-bot.ts";
import { isOurs, reportFailure } from "./report-failure.ts";
import { running } from "./running.ts";
import { isUnlockRefusal, type UnlockRefusal } from "./unlock-refusal.ts";
import { visitTokensOf } from "./visit-cookie.ts";

/**
 * What `/s/:linkId` shows: the file under a running visit, the way onward (in, or to this page without a visit in its
 * address), the question for the password, a card for chats, or why the link does not open. Only `file` and, for links
 * without a password, `card` say anything of the file.
 */
export type SharePageState =
  /** `isInCookie`: the browser shows the visit by itself, so that no address that people see need carry it. */
  | { show: "file"; opened: OpenedShareView; isInCookie: boolean }
  | { show: "onward"; path: string }
  | { show: "locked"; action: string; refusal?: UnlockRefusal }
  | { show: "card"; card: PreviewCard; path: string }
  /** `reference`: where a failure of ours is in the log. */
  | { show: "gate"; code: ErrorCode; reference?: string };

/** What the address says besides the link, as it was sent. */
export type SharePageQuery = {
  visitToken: string | undefined;
  /** What of the visitor's own doing the way in ended in when it led back here. */
  refusal: string | undefined;
  /** `1` from those who followed the card's own link: people, whatever their browser is called. */
  human: string | undefined;
};

const tooManyTries = new AppError("rate.limited", { retryAfterSeconds: 60 });

const setStatusOf = ({ code, retryAfterSeconds }: AppError) =>
  setPageStatus(errorTable[code].httpStatus, retryAfterSeconds);

const closed = (error: AppError) => {
  setStatusOf(error);
  return { show: "gate", code: error.code } as const;
};

/** The form; a program reads the same refusal from the status. */
const locked = (action: string, given: string | undefined): SharePageState => {
  const refusal = isUnlockRefusal(given) ? given : undefined;
  setStatusOf(refusal === "rate.limited" ? tooManyTries : new AppError(refusal ?? "share.password_required"));
  return refusal === undefined ? { show: "locked", action } : { show: "locked", action, refusal };
};

const open = async (linkId: LinkId, query: SharePageQuery): Promise<SharePageState> => {
  const { services } = running();
  const asked = await headers();
  const { publicOrigin } = services.settings;
  const shown = { inAddress: query.visitToken, cookieHeader: asked.get("cookie"), publicOrigin };
  const visit = await continueVisit(services, linkId, visitTokensOf(shown));
  // A visit counts before the name: somebody whose browser is called like a bot entered through the card's link.
  if (visit.is === "running") {
    const isInCookie = visitTokensOf({ ...shown, inAddress: null }).includes(visit.opened.visitToken);
    // The cookie came back, so the address need not carry the visit: people hand the address on.
    return query.visitToken !== undefined && isInCookie
      ? { show: "onward", path: `/s/${linkId}` }
      : { show: "file", opened: visit.opened, isInCookie };
  }
  const isHuman = query.human === "1";
  const enter = `/s/${linkId}/enter`;
  if (!isHuman && isPreviewBot(asked))
    return { show: "card", card: await previewCard(services, linkId), path: `${enter}?human=1` };
  if (visit.is === "locked") return locked(`/s/${linkId}/unlock${isHuman ? "?human=1" : ""}`, query.refusal);
  return query.refusal === "rate.limited" ? closed(tooManyTries) : { show: "onward", path: enter };
};

/**
 * Decides what a visitor of a link sees, once per request, and gives the answer its true status. Counts nothing. What the
 * address says of a refusal is believed only of what its visitor can cause, and where no visit runs.
 */
export const sharePage = cache(
  async (
    given: string,
    visitToken: string | undefined,
    refusal: string | undefined,
    human: string | undefined,
  ): Promise<SharePageState> => {
    const linkId = LinkId.safeParse(given);
    if (!linkId.success) return closed(new AppError("share.not_found"));
    try {
      return await open(linkId.data, { visitToken, refusal, human });
    } catch (error) {
      if (!isAppError(error)) throw error;
      const reference = (await headers()).get("x-request-id") ?? "";
      reportFailure(error, reference);
      return { ...closed(error), ...(isOurs(error) ? { reference } : {}) };
    }
  },
);

import type { Services } from "@cloudpix/api";
import type { LinkId } from "@cloudpix/domain";

/**
 * The first of these tokens that is a running visit of this link, if any. An address that was kept or passed on carries
 * an old `?v=`; it must not hide the visit that the browser is in.
 */
export const runningVisit = async (
  { visits, now }: Pick<Services, "visits" | "now">,
  linkId: LinkId,
  tokens: readonly string[],
): Promise<string | undefined> => {
  for (const token of tokens) {
    const runs = await visits.check(linkId, token, now()).then(
      () => true,
      () => false,
    );
    if (runs) return token;
  }
  return undefined;
};

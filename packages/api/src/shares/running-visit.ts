import type { Services } from "../services.ts";
import type { Visited } from "./visits.ts";

/**
 * The first of these tokens that is a running visit of this link, if any. An address that was kept or passed on carries
 * an old `?v=`; it must not hide the visit that the browser is in.
 */
export const runningVisit = async (
  { visits, now }: Pick<Services, "visits" | "now">,
  link: Visited,
  tokens: readonly string[],
): Promise<string | undefined> => {
  for (const token of tokens) {
    const runs = await visits.check(link, token, now()).then(
      () => true,
      () => false,
    );
    if (runs) return token;
  }
  return undefined;
};

import { limits, type MyShareLinksView } from "@cloudpix/domain";

/** How many links are not revoked; `isMore` when there are others that were not counted. */
export type RevocableCount = { count: number; isMore: boolean };

const mostPages = 20;

/** Counts the links that "revoke all" would end, as they are now, page by page and no further than 2,000 links. */
export const countRevocable = async (
  pageAt: (input: { cursor: string | null; limit: number }) => Promise<MyShareLinksView>,
): Promise<RevocableCount> => {
  let [count, cursor]: [number, string | null] = [0, null];
  for (let page = 0; page < mostPages; page += 1) {
    const { shareLinks, nextCursor } = await pageAt({ cursor, limit: limits.pageSize.max });
    count += shareLinks.filter(({ isRevoked }) => !isRevoked).length;
    if (nextCursor === null) return { count, isMore: false };
    cursor = nextCursor;
  }
  return { count, isMore: true };
};

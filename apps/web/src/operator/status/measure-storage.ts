import type { Database } from "@cloudpix/db";
import type { UserRecord } from "@cloudpix/domain";
import type { AccountUsage, StorageStatus } from "./status-view.ts";

const pageSize = 100;
/** More would keep an operator waiting, and a database busy. */
const mostAccounts = 10_000;

const usageOf = ({ email, usedBytes, quotaBytes }: UserRecord): AccountUsage => ({
  email,
  usedBytes,
  quotaBytes,
});

/** The space of the first 10,000 accounts, and the `topCount` of them that use most; no more than those are kept. */
export const measureStorage = async (
  { users }: Pick<Database, "users">,
  topCount: number,
  most = mostAccounts,
): Promise<StorageStatus> => {
  const told = (complete: boolean) => ({ ...sum, complete, top, leftOut: sum.accounts - top.length });
  const sum = { accounts: 0, usedBytes: 0, quotaBytes: 0 };
  let top: AccountUsage[] = [];
  let after: string | undefined;
  while (sum.accounts < most) {
    const page = await users.list({ limit: pageSize, ...(after === undefined ? {} : { after }) });
    for (const { usedBytes, quotaBytes } of page) {
      sum.accounts += 1;
      sum.usedBytes += usedBytes;
      sum.quotaBytes += quotaBytes;
    }
    top = [...top, ...page.map(usageOf)].sort((a, b) => b.usedBytes - a.usedBytes).slice(0, topCount);
    after = page.at(-1)?.userId;
    if (page.length < pageSize) return told(true);
  }
  return told(false);
};

import { type ClosedAccount, removeAccount } from "./remove-account.ts";
import type { Sweep } from "./sweep.ts";
import { type Removal, tryRemoval } from "./try-removal.ts";
import { endlessTurn } from "./turn.ts";

const accountsPerRun = 100;

const asRemoval = ({ userId }: ClosedAccount): Removal => ({
  name: "account-removal",
  left: "closed account left for the next run",
  facts: { userId },
});

/**
 * Removes everything of accounts that their users have deleted: links and tokens, files with their bytes, at last the user.
 * One account after the other gets its step, so that a large one does not keep the small ones waiting. What cannot be
 * removed now, or not within the turn, is left for the next run; `accountsFailed` are those of them that something keeps
 * from being removed.
 */
export const finishClosedAccounts: Sweep = async (services, turn = endlessTurn) => {
  const { db, log } = services;
  let accountsRemoved = 0;
  let accountsFailed = 0;
  let isMore = false;
  const users = await db.users.listClosed(accountsPerRun);
  const closed = users.flatMap(({ userId, closedAt }) => (closedAt === null ? [] : [{ userId, closedAt }]));
  for (let waiting: ClosedAccount[] = closed; waiting.length > 0; ) {
    const more: ClosedAccount[] = [];
    for (const account of waiting) {
      if (turn.isOver()) break;
      const remove = () => removeAccount(services, account, turn);
      const outcome = await tryRemoval(services, asRemoval(account), remove);
      isMore ||= outcome === "more";
      if (outcome === "more") more.push(account);
      if (outcome === "failed") accountsFailed += 1;
      if (outcome !== "removed") continue;
      accountsRemoved += 1;
      log.info({ userId: account.userId }, "closed account removed");
    }
    waiting = more;
  }
  if (turn.isOver() && isMore) turn.askForAnother();
  return { accountsRemoved, accountsLeft: closed.length - accountsRemoved, accountsFailed };
};

import type { Services } from "../services.ts";
import { type ClosedAccount, removeAccount } from "./remove-account.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn, type Turn } from "./turn.ts";

const accountsPerRun = 100;

const removeSome = async (
  services: Services,
  account: ClosedAccount,
  turn: Turn,
): ReturnType<typeof removeAccount> => {
  try {
    return await removeAccount(services, account, turn);
  } catch (error) {
    services.log.warn({ err: error, userId: account.userId }, "closed account left for the next run");
    return "waits";
  }
};

/**
 * Removes everything of accounts that their users have deleted: links and tokens, files with their bytes, at last the user.
 * One account after the other gets its step, so that a large one does not keep the small ones waiting. What cannot be
 * removed now, or not within the turn, is left for the next run.
 */
export const finishClosedAccounts: Sweep = async (services, turn = endlessTurn) => {
  const { db, log } = services;
  let accountsRemoved = 0;
  let isMore = false;
  const users = await db.users.listClosed(accountsPerRun);
  const closed = users.flatMap(({ userId, closedAt }) => (closedAt === null ? [] : [{ userId, closedAt }]));
  for (let waiting: ClosedAccount[] = closed; waiting.length > 0; ) {
    const more: ClosedAccount[] = [];
    for (const account of waiting) {
      if (turn.isOver()) break;
      const outcome = await removeSome(services, account, turn);
      isMore ||= outcome === "more";
      if (outcome === "more") more.push(account);
      if (outcome !== "removed") continue;
      accountsRemoved += 1;
      log.info({ userId: account.userId }, "closed account removed");
    }
    waiting = more;
  }
  if (turn.isOver() && isMore) turn.askForAnother();
  return { accountsRemoved, accountsLeft: closed.length - accountsRemoved };
};

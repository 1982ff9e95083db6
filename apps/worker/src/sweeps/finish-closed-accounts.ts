import { SECOND_MS } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { type ClosedAccount, removeAccount } from "./remove-account.ts";
import type { Sweep } from "./sweep.ts";

const accountsPerRun = 100;

// Other sweeps, and the end of the process, wait for this one.
const runMs = 5 * SECOND_MS;

const removeSome = async (services: Services, account: ClosedAccount): ReturnType<typeof removeAccount> => {
  try {
    return await removeAccount(services, account);
  } catch (error) {
    services.log.warn({ err: error, userId: account.userId }, "closed account left for the next run");
    return "waits";
  }
};

/**
 * Removes everything of accounts that their users have deleted: links and tokens, files with their bytes, at last the user.
 * One account after the other gets its turn, so that a large one does not keep the small ones waiting. What cannot be
 * removed now, or not within five seconds, is left for the next run.
 */
export const finishClosedAccounts: Sweep = async (services) => {
  const { db, log, now } = services;
  const endsAt = now().getTime() + runMs;
  let accountsRemoved = 0;
  const users = await db.users.listClosed(accountsPerRun);
  const closed = users.flatMap(({ userId, closedAt }) => (closedAt === null ? [] : [{ userId, closedAt }]));
  for (let waiting: ClosedAccount[] = closed; waiting.length > 0; ) {
    const more: ClosedAccount[] = [];
    for (const account of waiting) {
      if (now().getTime() >= endsAt) break;
      const outcome = await removeSome(services, account);
      if (outcome === "more") more.push(account);
      if (outcome !== "removed") continue;
      accountsRemoved += 1;
      log.info({ userId: account.userId }, "closed account removed");
    }
    waiting = more;
  }
  return { accountsRemoved, accountsLeft: closed.length - accountsRemoved };
};

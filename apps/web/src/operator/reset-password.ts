import { addMs, HOUR_MS, limits } from "@cloudpix/domain";
import { accountOf } from "./account-of.ts";
import type { Desk } from "./desk.ts";

/**
 * Prints the link under which the account's user sets a new password: once, within 24 hours. The token stands behind the
 * `#`, which browsers keep to themselves, so that no log on the way ever sees it. Nothing changes until it is used.
 */
export const resetPassword = async (desk: Desk, email: string): Promise<void> => {
  const user = await accountOf(desk, email);
  const now = desk.now();
  const token = await desk.passwordResets.issue(user, now);
  const end = addMs(now, limits.passwordResetHours * HOUR_MS).toISOString();
  desk.remark(`For ${user.email} and nobody else: this link sets a new password, once, until ${end}.`);
  desk.say(`${desk.publicOrigin}/reset-password#token=${token}`);
};

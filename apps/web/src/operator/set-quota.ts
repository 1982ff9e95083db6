import { accountOf } from "./account-of.ts";
import { Complaint } from "./complaint.ts";
import type { Desk } from "./desk.ts";
import { formatSize, readSize } from "./size.ts";

/** Gives an account another quota, from the next upload on. One below what is used keeps every file and takes no more. */
export const setQuota = async (desk: Desk, email: string, size: string): Promise<void> => {
  const quotaBytes = readSize(size);
  const { userId } = await accountOf(desk, email);
  const user = await desk.db.users.update(userId, { quotaBytes });
  if (user === null) throw new Complaint("The account was deleted just now.");
  desk.say(`${user.email} may use ${formatSize(quotaBytes)} (${quotaBytes} bytes).`);
  if (user.usedBytes > quotaBytes)
    desk.remark(`${formatSize(user.usedBytes)} are used already: nothing is lost, and nothing more fits.`);
};

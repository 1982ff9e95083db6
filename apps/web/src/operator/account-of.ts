import { Email, type UserRecord } from "@cloudpix/domain";
import { Complaint } from "./complaint.ts";
import type { Desk } from "./desk.ts";

/** The account with this e-mail, however it is written. @throws Complaint when there is none, or it was deleted by its user */
export const accountOf = async ({ db }: Pick<Desk, "db">, text: string): Promise<UserRecord> => {
  const email = Email.safeParse(text);
  if (!email.success) throw new Complaint(`${JSON.stringify(text)} is not an e-mail address.`);
  const user = await db.users.findByEmail(email.data);
  if (user === null) throw new Complaint(`There is no account with the e-mail ${email.data}.`);
  if (user.closedAt !== null)
    throw new Complaint(`The account ${email.data} was deleted by its user and is being removed.`);
  return user;
};

import type { Metadata } from "next";
import { AccountPage } from "../../../features/account/account-page.tsx";
import { currentUser } from "../../../server/current-user.ts";

export const metadata: Metadata = { title: "Account" };

/** The account of the person signed in; strangers are sent away by the layout. */
const Page = async () => {
  const user = await currentUser();
  return user === null ? null : <AccountPage user={user} />;
};

export default Page;

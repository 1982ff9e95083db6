import { redirect } from "next/navigation";
import { LandingPage } from "../features/landing/landing-page.tsx";
import { currentUser } from "../server/current-user.ts";

/** Strangers are told what this is; people who are signed in want their files. */
const Page = async () => {
  if ((await currentUser()) !== null) redirect("/files");
  return <LandingPage />;
};

export default Page;

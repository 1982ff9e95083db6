import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { NoticePage } from "../../features/frame/notice-page.tsx";
import { currentUser } from "../../server/current-user.ts";
import { buttonStyles } from "../../ui/button-styles.ts";

export const metadata: Metadata = { title: "Goodbye", robots: "noindex" };

/** Where a browser comes to whose person has deleted their account. */
const Page = async () => {
  if ((await currentUser()) !== null) redirect("/files");
  return (
    <NoticePage
      title="Goodbye"
      action={
        <Link href="/" className={buttonStyles({ look: "secondary" })}>
          To the front page
        </Link>
      }
    >
      Your account is deleted and you are signed out. Its links have stopped working, and its files are being
      removed for good. When that is done, in a minute or so, your e-mail is free for a new account.
    </NoticePage>
  );
};

export default Page;

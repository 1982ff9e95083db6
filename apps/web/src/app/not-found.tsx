import type { Metadata } from "next";
import Link from "next/link";
import { NoticePage } from "../features/frame/notice-page.tsx";
import { buttonStyles } from "../ui/button-styles.ts";

export const metadata: Metadata = { title: "Not found" };

const NotFound = () => (
  <NoticePage
    title="There is nothing at this address"
    action={
      <Link href="/" className={buttonStyles({ look: "primary" })}>
        Go to the start page
      </Link>
    }
  >
    It may have moved, or a part of the address was lost on its way.
  </NoticePage>
);

export default NotFound;

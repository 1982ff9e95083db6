import type { Metadata } from "next";
import { DataProvider } from "../../features/data/data-provider.tsx";
import { ResetPasswordCard } from "../../features/session/reset-password-card.tsx";

export const metadata: Metadata = { title: "Set a new password", robots: "noindex" };

/** Also for people who are signed in, as somebody else or in a browser that still is. */
const Page = () => (
  <DataProvider>
    <ResetPasswordCard />
  </DataProvider>
);

export default Page;

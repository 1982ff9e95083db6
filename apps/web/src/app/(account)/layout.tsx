import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { DataProvider } from "../../features/data/data-provider.tsx";
import { AppHeader } from "../../features/frame/app-header.tsx";
import { UploadProvider } from "../../features/upload/upload-provider.tsx";
import { currentUser } from "../../server/current-user.ts";

/** The frame of all pages that belong to a person. What they may see is decided by the procedures, not here. */
const AccountLayout = async ({ children }: { children: ReactNode }) => {
  const user = await currentUser();
  if (user === null) {
    const path = (await headers()).get("x-path") ?? "/files";
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  return (
    <DataProvider>
      <UploadProvider>
        <AppHeader user={user} />
        {children}
      </UploadProvider>
    </DataProvider>
  );
};

export default AccountLayout;

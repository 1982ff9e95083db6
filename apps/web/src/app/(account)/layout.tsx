import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { DataProvider } from "../../features/data/data-provider.tsx";
import { TrashDays } from "../../features/files/trash-days.tsx";
import { AppHeader } from "../../features/frame/app-header.tsx";
import { UploadProvider } from "../../features/upload/upload-provider.tsx";
import { currentUser } from "../../server/current-user.ts";
import { running } from "../../server/running.ts";
import { wantedPath } from "../../server/wanted-path.ts";

/** The frame of all pages that belong to a person. What they may see is decided by the procedures, not here. */
const AccountLayout = async ({ children }: { children: ReactNode }) => {
  const user = await currentUser();
  if (user === null) {
    const path = (await headers()).get("x-path") ?? "/files";
    redirect(`/sign-in?next=${encodeURIComponent(wantedPath(path))}`);
  }
  return (
    <DataProvider>
      <TrashDays days={running().env.TRASH_DAYS}>
        <UploadProvider>
          <AppHeader user={user} />
          {children}
        </UploadProvider>
      </TrashDays>
    </DataProvider>
  );
};

export default AccountLayout;

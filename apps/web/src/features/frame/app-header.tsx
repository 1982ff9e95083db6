"use client";

import type { UserView } from "@cloudpix/domain";
import Link from "next/link";
import { cn } from "../../ui/cn.ts";
import { Mark, Wordmark } from "../../ui/wordmark.tsx";
import { ThemeMenu } from "../theme/theme-menu.tsx";
import { UploadButton } from "../upload/upload-button.tsx";
import { AppNav } from "./app-nav.tsx";
import { pageEdges } from "./page-main.tsx";
import { StorageMeter } from "./storage-meter.tsx";
import { useProfile } from "./use-profile.ts";
import { UserMenu } from "./user-menu.tsx";

/** The head of every page for people who are signed in. */
export const AppHeader = ({ user }: { user: UserView }) => {
  const profile = useProfile(user);
  return (
    <header className="sticky top-0 z-20 border-line/70 border-b bg-page/85 backdrop-blur-md">
      <div className={cn(pageEdges, "flex h-16 items-center gap-1.5 sm:gap-2.5")}>
        <Link href="/files" className="flex rounded-lg max-sm:mr-1 sm:mr-3" aria-label="CloudPix">
          <Mark className="sm:hidden" />
          <Wordmark className="max-sm:hidden" />
        </Link>
        <div className="mr-auto">
          <AppNav />
        </div>
        <StorageMeter
          usedBytes={profile.usedBytes}
          quotaBytes={profile.quotaBytes}
          className="mr-3 w-40 max-md:hidden"
        />
        <UploadButton />
        <ThemeMenu />
        <UserMenu user={profile} />
      </div>
    </header>
  );
};

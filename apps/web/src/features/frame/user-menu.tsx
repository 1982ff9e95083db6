"use client";

import type { UserView } from "@cloudpix/domain";
import { LogOut, Settings, Trash2 } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { Menu, MenuItem, MenuLinkItem, MenuSeparator } from "../../ui/menu.tsx";

const initialOf = ({ name, email }: UserView) => [...(name ?? email)][0]?.toUpperCase() ?? "?";

const leave = async () => {
  try {
    await signOut({ redirect: false });
    // A full page load, so that nothing of this session stays in memory.
    window.location.assign("/");
  } catch {
    toast.error("Signing out did not work. Please check your connection and try again.");
  }
};

/** Who is signed in, the pages about them, and the way out. */
export const UserMenu = ({ user }: { user: UserView }) => (
  <Menu
    trigger={
      <Button
        size="icon"
        look="quiet"
        className="bg-accent-wash font-semibold text-accent-ink text-sm hover:text-accent-ink"
      >
        <span aria-hidden="true">{initialOf(user)}</span>
        <span className="sr-only">Account</span>
      </Button>
    }
  >
    <div className="max-w-64 px-3 pt-2 pb-1.5 text-sm">
      {user.name === null ? null : <p className="truncate font-medium">{user.name}</p>}
      <p className="truncate text-ink-soft">{user.email}</p>
      <p className="mt-2 text-ink-soft text-xs md:hidden">
        {formatBytes(user.usedBytes)} of {formatBytes(user.quotaBytes)} used
      </p>
    </div>
    <MenuSeparator />
    <MenuLinkItem render={<Link href="/account" />}>
      <Settings aria-hidden="true" />
      Account
    </MenuLinkItem>
    <MenuLinkItem render={<Link href="/trash" />}>
      <Trash2 aria-hidden="true" />
      Trash
    </MenuLinkItem>
    <MenuSeparator />
    <MenuItem onClick={() => void leave()}>
      <LogOut aria-hidden="true" />
      Sign out
    </MenuItem>
  </Menu>
);

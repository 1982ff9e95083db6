"use client";

import type { FileView } from "@cloudpix/domain";
import { Download, EllipsisVertical, PencilLine, Share2, Trash2 } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "../../ui/button.tsx";
import { cn } from "../../ui/cn.ts";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import type { FileActions } from "../files/use-file-dialogs.tsx";

type Props = {
  file: FileView;
  isOverPicture: boolean;
  isTabStop: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Takes the focus when the menu closes. */
  returnTo: RefObject<HTMLElement | null>;
  actions: FileActions;
};

/** Everything that can be done with a file, from its tile. */
export const TileMenu = ({
  file,
  isOverPicture,
  isTabStop,
  open,
  onOpenChange,
  returnTo,
  actions,
}: Props) => (
  <Menu
    open={open}
    onOpenChange={onOpenChange}
    finalFocus={returnTo}
    trigger={
      <Button
        size="smallIcon"
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`Actions for ${file.fileName}`}
        className={cn(
          "absolute top-1 right-1 border-0 opacity-0 shadow-none transition-opacity focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-popup-open:opacity-100 [@media(hover:none)]:bg-clip-content [@media(hover:none)]:p-1 [@media(hover:none)]:opacity-100",
          isOverPicture
            ? "bg-black/55 text-white hover:bg-black/70 hover:text-white focus-visible:outline-white [&_svg]:drop-shadow-[0_0_3px_rgb(0_0_0/0.8)]"
            : "bg-surface text-ink-soft hover:bg-hover",
        )}
      >
        <EllipsisVertical aria-hidden="true" />
      </Button>
    }
  >
    <MenuItem onClick={() => actions.share(file)}>
      <Share2 aria-hidden="true" />
      Share
    </MenuItem>
    <MenuItem onClick={() => actions.download(file)}>
      <Download aria-hidden="true" />
      Download
    </MenuItem>
    <MenuItem aria-keyshortcuts="F2" onClick={() => actions.rename(file)}>
      <PencilLine aria-hidden="true" />
      Rename
    </MenuItem>
    <MenuSeparator />
    <MenuItem tone="danger" onClick={() => actions.remove(file)}>
      <Trash2 aria-hidden="true" />
      Delete
    </MenuItem>
  </Menu>
);

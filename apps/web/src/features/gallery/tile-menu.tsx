"use client";

import type { FileView } from "@cloudpix/domain";
import { Download, EllipsisVertical, Share2, Trash2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { cn } from "../../ui/cn.ts";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import type { FileActions } from "../files/use-file-dialogs.tsx";

type Props = { file: FileView; isOverPicture: boolean; actions: FileActions };

/** Everything that can be done with a file, from its tile. */
export const TileMenu = ({ file, isOverPicture, actions }: Props) => (
  <Menu
    trigger={
      <Button
        size="smallIcon"
        aria-label={`Actions for ${file.fileName}`}
        className={cn(
          "absolute top-1 right-1 border-0 opacity-0 shadow-none transition-opacity focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-popup-open:opacity-100 [@media(hover:none)]:bg-transparent [@media(hover:none)]:opacity-100",
          isOverPicture
            ? "bg-black/45 text-white hover:bg-black/65 hover:text-white focus-visible:outline-white [&_svg]:drop-shadow-[0_0_3px_rgb(0_0_0/0.8)]"
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
    <MenuSeparator />
    <MenuItem tone="danger" onClick={() => actions.askToDelete(file)}>
      <Trash2 aria-hidden="true" />
      Delete
    </MenuItem>
  </Menu>
);

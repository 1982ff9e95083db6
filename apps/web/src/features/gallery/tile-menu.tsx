"use client";

import type { FileView } from "@cloudpix/domain";
import { Download, EllipsisVertical, Share2, Trash2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import type { FileActions } from "../files/use-file-dialogs.tsx";

/** Everything that can be done with a file, from its tile. */
export const TileMenu = ({ file, actions }: { file: FileView; actions: FileActions }) => (
  <Menu
    trigger={
      <Button
        size="smallIcon"
        aria-label={`Actions for ${file.fileName}`}
        className="absolute top-1.5 right-1.5 border-0 bg-black/45 text-white opacity-0 shadow-none backdrop-blur-sm transition-opacity hover:bg-black/65 focus-visible:opacity-100 focus-visible:outline-white group-hover:opacity-100 group-focus-within:opacity-100 data-popup-open:opacity-100 [@media(hover:none)]:opacity-100"
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

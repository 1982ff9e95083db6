"use client";

import type { FileView } from "@cloudpix/domain";
import { ArrowLeft, Download, Info, Share2, Trash2 } from "lucide-react";
import { IconButton } from "../../ui/icon-button.tsx";
import type { FileActions } from "../files/use-file-dialogs.tsx";

type Props = {
  file: FileView | undefined;
  actions: FileActions;
  showsInfo: boolean;
  onToggleInfo: () => void;
  onClose: () => void;
};

/** The viewer's head: back, the file's name, and what can be done with it. */
export const ViewerBar = ({ file, actions, showsInfo, onToggleInfo, onClose }: Props) => (
  <div className="flex h-16 shrink-0 items-center gap-1 px-2 sm:px-3">
    <IconButton label="Close" look="onDark" onClick={onClose}>
      <ArrowLeft aria-hidden="true" />
    </IconButton>
    <h2 className="min-w-0 flex-1 truncate px-2 font-medium text-sm tracking-normal">{file?.fileName}</h2>
    {file === undefined ? null : (
      <>
        <IconButton label="Share" look="onDark" onClick={() => actions.share(file)}>
          <Share2 aria-hidden="true" />
        </IconButton>
        <IconButton label="Download" look="onDark" onClick={() => actions.download(file)}>
          <Download aria-hidden="true" />
        </IconButton>
        <IconButton label="Information" look="onDark" aria-pressed={showsInfo} onClick={onToggleInfo}>
          <Info aria-hidden="true" />
        </IconButton>
        <IconButton label="Delete" look="onDark" onClick={() => actions.remove(file)}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </>
    )}
  </div>
);

"use client";

import type { UsageView } from "@cloudpix/domain";
import type { ComponentProps } from "react";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { countWords } from "../../ui/count-words.ts";
import { formatBytes } from "../../ui/format-bytes.ts";

type Props = {
  open: boolean;
  /** While it is being emptied, this stops it. */
  onClose: () => void;
  onConfirm: () => void;
  trash: UsageView["trash"];
  /** While it is being emptied. */
  progress: { done: number; total: number } | null;
  finalFocus: ComponentProps<typeof ConfirmDialog>["finalFocus"];
};

/** Asks before everything in the trash goes, says how much that is, and then how far it is. */
export const EmptyTrashDialog = ({ open, onClose, onConfirm, trash, progress, finalFocus }: Props) => (
  <ConfirmDialog
    open={open}
    onClose={onClose}
    onConfirm={onConfirm}
    finalFocus={finalFocus}
    busy={progress !== null}
    cancelLabel={progress === null ? undefined : "Stop"}
    title="Empty the trash?"
    consequence={`${countWords(trash.fileCount, "file")} (${formatBytes(trash.bytes)}) will be deleted for good. This cannot be undone.`}
    confirmLabel={
      progress === null || progress.total === 0
        ? `Delete ${countWords(trash.fileCount, "file")}`
        : `Deleted ${progress.done.toLocaleString("en-GB")} of ${progress.total.toLocaleString("en-GB")}`
    }
  />
);

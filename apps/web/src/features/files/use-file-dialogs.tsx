"use client";

import type { FileId, FileView, RenameFileInput } from "@cloudpix/domain";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { ShareDialog } from "../sharing/share-dialog.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { useTrashDays } from "./trash-days.tsx";
import { lostLinksWords } from "./trash-words.ts";
import { useDownload } from "./use-download.ts";
import { useGoneFile } from "./use-gone-file.ts";
import { useRename } from "./use-rename.ts";
import { type TrashEvents, useTrash } from "./use-trash.ts";

/** What a person can do with one file. */
export type FileActions = {
  share: (file: FileView) => void;
  download: (file: FileView) => void;
  rename: (file: FileView) => void;
  /** Deletes at once, as it can be undone; asks first where links would end, as that cannot. */
  remove: (file: FileView) => void;
};

type Events = TrashEvents & {
  onRenamed?: (file: FileView) => void;
  /** Where the focus goes when the file may have moved or left; unless given, back to where it came from. */
  focusAfter?: (file: FileView) => HTMLElement | null;
};

/**
 * The actions on a file and the dialogs they open. Whoever uses it renders `dialogs` inside itself, so that a dialog
 * over the viewer knows the viewer is below it.
 */
export const useFileDialogs = (events: Events = {}): FileActions & { dialogs: ReactNode } => {
  const [asking, setAsking] = useState<"share" | "rename" | "delete" | null>(null);
  // Kept while a dialog fades out, so that its words do not vanish before it does.
  const [file, setFile] = useState<FileView | null>(null);
  const [busyId, setBusyId] = useState<FileId | null>(null);
  const gone = useGoneFile(events);
  const download = useDownload(gone);
  const trash = useTrash(events);
  const save = useRename();
  const trashDays = useTrashDays();
  const ask = (about: "share" | "rename" | "delete") => (chosen: FileView) => {
    setFile(chosen);
    setAsking(about);
  };
  const close = () => setAsking(null);

  const remove = async (doomed: FileView) => {
    // The key held down asks again and again.
    if (busyId === doomed.fileId) return;
    setBusyId(doomed.fileId);
    if (await trash(doomed)) close();
    setBusyId(null);
  };

  const lose = (error: unknown): boolean => {
    if (file === null || !gone(error, file)) return false;
    close();
    return true;
  };

  const rename = async (input: RenameFileInput) => {
    try {
      const renamed = await save(input);
      events.onRenamed?.(renamed);
    } catch (error) {
      if (!lose(error)) throw error;
    }
  };

  const focusAfter = (left: FileView) => () => events.focusAfter?.(left) ?? true;

  const dialogs = file && (
    <>
      <ShareDialog
        key={file.fileId}
        file={file}
        open={asking === "share"}
        onClose={close}
        onFailure={lose}
        finalFocus={focusAfter(file)}
      />
      <RenameDialog
        file={file}
        open={asking === "rename"}
        onClose={close}
        onRename={rename}
        finalFocus={focusAfter(file)}
      />
      <ConfirmDialog
        open={asking === "delete"}
        onClose={close}
        onConfirm={() => void remove(file)}
        busy={busyId === file.fileId}
        title={`Delete ${file.fileName}?`}
        consequence={lostLinksWords(file.shareCount, trashDays)}
        confirmLabel="Delete"
      />
    </>
  );
  return {
    share: ask("share"),
    download,
    rename: ask("rename"),
    remove: (chosen) => (chosen.shareCount > 0 ? ask("delete")(chosen) : void remove(chosen)),
    dialogs,
  };
};

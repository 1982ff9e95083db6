"use client";

import type { FileView } from "@cloudpix/domain";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useTRPC } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { ShareDialog } from "../sharing/share-dialog.tsx";
import { useDownload } from "./use-download.ts";
import { useFileCache } from "./use-file-cache.ts";

/** What a person can do with one file. */
export type FileActions = {
  share: (file: FileView) => void;
  download: (file: FileView) => void;
  askToDelete: (file: FileView) => void;
};

/**
 * The actions on a file and the dialogs they open. Whoever uses it renders `dialogs` inside itself, so that a dialog
 * over the viewer knows the viewer is below it. `onDeleted` is called while the file is still in the list.
 */
export const useFileDialogs = (
  onDeleted?: (file: FileView) => void,
): FileActions & { dialogs: ReactNode } => {
  const [asking, setAsking] = useState<"share" | "delete" | null>(null);
  // Kept while a dialog fades out, so that its words do not vanish before it does.
  const [file, setFile] = useState<FileView | null>(null);
  const cache = useFileCache();
  const download = useDownload();
  const remove = useMutation(useTRPC().files.delete.mutationOptions());
  const ask = (about: "share" | "delete") => (chosen: FileView) => {
    setFile(chosen);
    setAsking(about);
  };
  const close = () => setAsking(null);

  const confirmDelete = async (doomed: FileView) => {
    try {
      await remove.mutateAsync({ fileId: doomed.fileId });
    } catch (error) {
      toast.error(sentenceOf(error));
      return;
    }
    close();
    onDeleted?.(doomed);
    cache.drop(doomed.fileId);
    toast.success("Moved to the trash.");
  };

  const dialogs = file && (
    <>
      <ShareDialog key={file.fileId} file={file} open={asking === "share"} onClose={close} />
      <ConfirmDialog
        open={asking === "delete"}
        onClose={close}
        onConfirm={() => confirmDelete(file)}
        busy={remove.isPending}
        title={`Delete ${file.fileName}?`}
        consequence="It moves to the trash and is removed for good after 30 days. Its links stop working at once."
        confirmLabel="Delete"
      />
    </>
  );
  return { share: ask("share"), download, askToDelete: ask("delete"), dialogs };
};

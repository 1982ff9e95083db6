"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { FileId, FileView } from "@cloudpix/domain";
import { useEffect, useRef, useState } from "react";
import type { ControllerRef } from "yet-another-react-lightbox";
import { useFileDialogs } from "../files/use-file-dialogs.tsx";
import { useGoneFile } from "../files/use-gone-file.ts";
import { InfoPanel } from "./info-panel.tsx";
import { MissingFile } from "./missing-file.tsx";
import { neighbourAfterDelete } from "./neighbour-after-delete.ts";
import { Stage } from "./stage.tsx";
import { useOpenedFile } from "./use-opened-file.ts";
import { useTitle } from "./use-title.ts";
import { ViewerBar } from "./viewer-bar.tsx";

type Props = {
  files: readonly FileView[];
  /** When the list was like this. */
  listedAtMs: number;
  openId: FileId | null;
  isListLoading: boolean;
  onMove: (fileId: FileId) => void;
  onClose: () => void;
};

const isTyping = (target: EventTarget) =>
  target instanceof HTMLElement &&
  target.closest("input, select, textarea, video, audio, [role=menu]") !== null;

/** One file large, over the gallery: arrows, swipe and zoom, its facts, and everything that can be done with it. */
export const Viewer = (props: Props) => {
  const { files, openId, onMove, onClose } = props;
  const [goneId, setGoneId] = useState<FileId | null>(null);
  const { file, failure, gone } = useOpenedFile(props, goneId);
  const [showsInfo, setShowsInfo] = useState(false);
  const controller = useRef<ControllerRef>(null);
  const stage = useRef<HTMLDivElement>(null);
  const lastId = useRef<FileId | null>(null);
  if (openId !== null && openId !== goneId) lastId.current = openId;

  const { dialogs, ...actions } = useFileDialogs({
    onLeaving: (left) => {
      setGoneId(left.fileId);
      const next = neighbourAfterDelete(files, left.fileId);
      if (next === null) onClose();
      else onMove(next);
    },
    onRestored: ({ fileId }) => {
      setGoneId(null);
      if (openId !== null) onMove(fileId);
    },
  });

  /** Takes the focus back from what goes. */
  const hideInfo = () => {
    setShowsInfo(false);
    stage.current?.focus();
  };
  useTitle(file?.fileName);

  const lose = useGoneFile({
    onLeaving: (left) => {
      setGoneId(left.fileId);
      lastId.current = neighbourAfterDelete(files, left.fileId);
      onClose();
    },
  });
  useEffect(() => {
    if (gone !== null && file !== undefined) lose(gone, file);
  }, [gone, file, lose]);

  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    // React hands on the keys of dialogs opened from here; those are not for the viewer.
    if (
      file === undefined ||
      event.defaultPrevented ||
      !(event.target instanceof Node && event.currentTarget.contains(event.target))
    )
      return;
    if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
    // Where the stage itself has the focus it already listens to the arrows.
    const isOnStage = event.target instanceof Element && event.target.closest(".yarl__container") !== null;
    if (event.key === "ArrowLeft" && !isOnStage) controller.current?.prev();
    else if (event.key === "ArrowRight" && !isOnStage) controller.current?.next();
    else if (event.key === "i") setShowsInfo((shown) => !shown);
    else if (event.key === "F2") actions.rename(file);
    else if (event.key === "Delete") actions.remove(file);
  };

  return (
    <Dialog.Root
      open={openId !== null}
      // It covers everything: what is pressed outside of it is a message above it.
      disablePointerDismissal
      onOpenChange={(open, { reason, cancel }) => {
        if (open) return;
        if (reason !== "escape-key" || !showsInfo) return onClose();
        cancel();
        hideInfo();
      }}
    >
      <Dialog.Portal>
        <Dialog.Popup
          aria-label={file?.fileName ?? (failure === null ? "Loading" : "File not found")}
          initialFocus={stage}
          finalFocus={() => document.querySelector<HTMLElement>(`[data-file-id="${lastId.current}"]`)}
          onKeyDown={onKeyDown}
          className="fade-in fixed inset-0 z-40 flex bg-[oklch(0.13_0.006_268)] text-white outline-none"
        >
          <div className="relative flex min-w-0 flex-1 flex-col">
            <ViewerBar
              file={file}
              actions={actions}
              showsInfo={showsInfo}
              onToggleInfo={() => setShowsInfo(!showsInfo)}
              onClose={onClose}
            />
            <div ref={stage} tabIndex={-1} className="min-h-0 flex-1 outline-none">
              {file === undefined ? null : (
                <Stage
                  files={files}
                  file={file}
                  controller={controller}
                  onMove={onMove}
                  onDownload={actions.download}
                />
              )}
              {failure === null ? null : <MissingFile sentence={failure} onClose={onClose} />}
            </div>
          </div>
          {showsInfo && file !== undefined ? (
            <InfoPanel file={file} onRename={actions.rename} onClose={hideInfo} />
          ) : null}
          {dialogs}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};

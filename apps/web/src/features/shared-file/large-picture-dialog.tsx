"use client";

import { Dialog } from "@base-ui/react/dialog";
import { ArrowLeft, Download, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import type { ZoomRef } from "yet-another-react-lightbox";
import { buttonStyles } from "../../ui/button-styles.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import type { LargePicture } from "./large-picture-of.ts";
import { PictureStage } from "./picture-stage.tsx";

export type LargePictureDialogProps = {
  picture: LargePicture;
  isOpen: boolean;
  onClose: () => void;
  /** Where the focus goes when it closes. */
  returnTo: RefObject<HTMLElement | null>;
};

/** The stage listens to keys where it has the focus. */
const stageIn = (popup: HTMLElement | null) => popup?.querySelector<HTMLElement>(".yarl__container") ?? true;

/** A shared picture in the whole window: pinch, wheel, double click, + and − zoom it, Esc closes it. */
export const LargePictureDialog = ({ picture, isOpen, onClose, returnTo }: LargePictureDialogProps) => {
  const popup = useRef<HTMLDivElement>(null);
  const zoom = useRef<ZoomRef>(null);
  const [level, setLevel] = useState({ isLeast: true, isMost: false });

  const onKeyDown = ({ key, target }: KeyboardEvent<HTMLElement>) => {
    // Where the stage has the focus it listens itself.
    if (target instanceof Element && target.closest(".yarl__container") !== null) return;
    if (key === "+") zoom.current?.zoomIn();
    else if (key === "-") zoom.current?.zoomOut();
  };

  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          aria-label={picture.fileName}
          initialFocus={() => stageIn(popup.current)}
          finalFocus={returnTo}
          onKeyDown={onKeyDown}
          className="fade-in fixed inset-0 z-40 flex flex-col bg-[oklch(0.13_0.006_268)] text-white outline-none"
        >
          <div className="flex h-16 shrink-0 items-center gap-1 px-2 sm:px-3">
            <IconButton label="Close" look="onDark" onClick={onClose}>
              <ArrowLeft aria-hidden="true" />
            </IconButton>
            <h2 className="min-w-0 flex-1 truncate px-2 font-medium text-sm tracking-normal">
              {picture.fileName}
            </h2>
            <IconButton
              label="Zoom out"
              look="onDark"
              disabled={level.isLeast}
              focusableWhenDisabled
              onClick={() => zoom.current?.zoomOut()}
            >
              <ZoomOut aria-hidden="true" />
            </IconButton>
            <IconButton
              label="Zoom in"
              look="onDark"
              disabled={level.isMost}
              focusableWhenDisabled
              onClick={() => zoom.current?.zoomIn()}
            >
              <ZoomIn aria-hidden="true" />
            </IconButton>
            <Tooltip text="Download">
              <a
                href={picture.download}
                aria-label="Download"
                className={buttonStyles({ look: "onDark", size: "icon" })}
              >
                <Download aria-hidden="true" />
              </a>
            </Tooltip>
          </div>
          <div className="min-h-0 flex-1">
            <PictureStage
              picture={picture}
              zoom={zoom}
              onZoom={(now) => setLevel({ isLeast: now <= 1, isMost: now >= (zoom.current?.maxZoom ?? now) })}
            />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};

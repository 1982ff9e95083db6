"use client";

import { type ComponentType, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { LargePictureDialogProps } from "./large-picture-dialog.tsx";
import type { LargePicture } from "./large-picture-of.ts";

type Props = {
  picture: LargePicture;
  /** The picture on the page, which is all there is where no script runs. */
  children: ReactNode;
};

const load = async () => (await import("./large-picture-dialog.tsx")).LargePictureDialog;

const isPlainClick = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

/**
 * Lets the picture of a share page fill the window, by click and by Enter. It is a link to itself, so that it does so
 * without scripts too; what zooms it is loaded when it is first asked for. Back closes it, as its close button does.
 */
export const EnlargingPicture = ({ picture, children }: Props) => {
  const link = useRef<HTMLAnchorElement>(null);
  const isWanted = useRef(false);
  const [Dialog, setDialog] = useState<ComponentType<LargePictureDialogProps> | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [hasScripts, setHasScripts] = useState(false);

  useEffect(() => {
    setHasScripts(true);
    const onStep = () => {
      isWanted.current = false;
      setIsOpen(false);
    };
    window.addEventListener("popstate", onStep);
    return () => window.removeEventListener("popstate", onStep);
  }, []);

  const enlarge = async (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    // A double click is one wish, and one step in the history.
    if (isWanted.current) return;
    isWanted.current = true;
    try {
      const loaded = await load();
      setDialog(() => loaded);
    } catch {
      // What would zoom it cannot be had: the browser shows the picture alone.
      isWanted.current = false;
      window.location.assign(picture.shownUrl);
      return;
    }
    window.history.pushState(null, "", window.location.href);
    setIsOpen(true);
  };

  /** Once: a second step back would leave the page. */
  const close = () => {
    if (isWanted.current) window.history.back();
    isWanted.current = false;
  };

  return (
    <>
      <a
        ref={link}
        href={picture.shownUrl}
        aria-label={`Enlarge ${picture.fileName}`}
        aria-haspopup={hasScripts ? "dialog" : undefined}
        className="min-w-0 max-w-full cursor-zoom-in rounded-2xl"
        onClick={(event) => void enlarge(event)}
        onPointerEnter={() => void load().catch(() => undefined)}
      >
        {children}
      </a>
      {Dialog === null ? null : <Dialog picture={picture} isOpen={isOpen} onClose={close} returnTo={link} />}
    </>
  );
};

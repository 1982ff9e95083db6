"use client";

import type { FileView } from "@cloudpix/domain";
import { type ComponentProps, useEffect, useRef } from "react";
import { Dialog } from "../../ui/dialog.tsx";
import { sentenceOf } from "../data/wire-error.ts";
import { NewLinkForm } from "./new-link-form.tsx";
import { ShareLinkList } from "./share-link-list.tsx";
import { useFileLinks } from "./use-file-links.ts";
import { useOwnDays } from "./use-own-days.ts";

type Props = Pick<ComponentProps<typeof Dialog>, "open" | "onClose" | "finalFocus"> & {
  file: FileView;
  /** Told first why something failed; what it answers true to is dealt with. */
  onFailure: (error: unknown) => boolean;
};

/** Makes links to a file and shows the ones there are. One click makes a link with the user's defaults and copies it. */
export const ShareDialog = ({ file, open, onClose, onFailure, finalFocus }: Props) => {
  const ownDays = useOwnDays();
  const createButton = useRef<HTMLButtonElement>(null);
  const { links, error } = useFileLinks(file.fileId, open);
  const tell = useRef(onFailure);
  tell.current = onFailure;
  useEffect(() => {
    if (open && error !== null) tell.current(error);
  }, [open, error]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Share"
      description={file.fileName}
      initialFocus={createButton}
      finalFocus={finalFocus}
    >
      <NewLinkForm file={file} ownDays={ownDays} createButton={createButton} onFailure={onFailure} />
      {error === null ? null : (
        <p role="alert" className="mt-5 text-danger text-sm">
          {sentenceOf(error)}
        </p>
      )}
      <ShareLinkList file={file} links={links} ownDays={ownDays} />
    </Dialog>
  );
};

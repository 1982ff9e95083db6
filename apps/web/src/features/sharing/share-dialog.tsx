"use client";

import type { FileView } from "@cloudpix/domain";
import { useRef } from "react";
import { Dialog } from "../../ui/dialog.tsx";
import { NewLinkForm } from "./new-link-form.tsx";
import { ShareLinkList } from "./share-link-list.tsx";
import { useFileLinks } from "./use-file-links.ts";
import { useOwnDays } from "./use-own-days.ts";

type Props = { file: FileView; open: boolean; onClose: () => void };

/** Makes links to a file and shows the ones there are. One click makes a link with the user's defaults and copies it. */
export const ShareDialog = ({ file, open, onClose }: Props) => {
  const ownDays = useOwnDays();
  const createButton = useRef<HTMLButtonElement>(null);
  const { links, failure } = useFileLinks(file.fileId, open);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Share"
      description={file.fileName}
      initialFocus={createButton}
    >
      <NewLinkForm file={file} ownDays={ownDays} createButton={createButton} />
      {failure === null ? null : (
        <p role="alert" className="mt-5 text-danger text-sm">
          {failure}
        </p>
      )}
      <ShareLinkList file={file} links={links} ownDays={ownDays} />
    </Dialog>
  );
};

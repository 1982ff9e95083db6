"use client";

import type { MyShareLinkView } from "@cloudpix/domain";
import { Copy } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { copyLink } from "../sharing/copy-link.ts";
import { LinkEditor } from "../sharing/link-editor.tsx";
import { isOpenState } from "../sharing/link-status.ts";
import { StateBadge } from "../sharing/state-badge.tsx";
import { useOwnDays } from "../sharing/use-own-days.ts";

type Props = { link: MyShareLinkView; open: boolean; onClose: () => void };

/** Changes one link from the list of all; the same panel as where it was made. */
export const EditLinkDialog = ({ link, open, onClose }: Props) => {
  const ownDays = useOwnDays();
  const fileName = link.file?.fileName ?? "its file";
  return (
    <Dialog open={open} onClose={onClose} title="Edit link" description={fileName}>
      <div className="mt-1 mb-5 flex items-center gap-2.5 rounded-2xl border border-line bg-page py-2 pr-2 pl-3.5">
        <input
          readOnly
          aria-label="Link address"
          value={link.shareUrl}
          onFocus={(event) => event.currentTarget.select()}
          className="min-w-0 flex-1 truncate rounded-md bg-transparent font-mono text-xs"
        />
        {isOpenState(link.state) ? (
          <Button size="small" onClick={() => void copyLink(link.shareUrl)}>
            <Copy aria-hidden="true" />
            Copy
          </Button>
        ) : (
          <StateBadge state={link.state} />
        )}
      </div>
      <LinkEditor link={link} fileName={fileName} ownDays={ownDays} />
    </Dialog>
  );
};

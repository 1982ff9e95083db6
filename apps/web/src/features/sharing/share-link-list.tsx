"use client";

import type { FileView, ShareLinkView } from "@cloudpix/domain";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { revokeConsequence, revokeQuestion } from "./revoke-words.ts";
import { ShareLinkRow } from "./share-link-row.tsx";
import { useRevokeLinks } from "./use-revoke-links.ts";

type Props = {
  file: Pick<FileView, "fileId" | "fileName">;
  links: readonly ShareLinkView[];
  ownDays: number;
};

/** The links of a file, and the ways to end one or all of them. */
export const ShareLinkList = ({ file, links, ownDays }: Props) => {
  // Kept while the question fades out, so that its words do not change before it does.
  const [doomed, setDoomed] = useState<readonly ShareLinkView[]>([]);
  const [isAsking, setIsAsking] = useState(false);
  const { isRevoking, revoke, revokeAll } = useRevokeLinks();
  const now = new Date();
  const ask = (about: readonly ShareLinkView[]) => {
    setDoomed(about);
    setIsAsking(true);
  };
  const confirm = async () => {
    const [first, ...others] = doomed;
    if (first === undefined) return;
    const isDone = await (others.length > 0 ? revokeAll(file.fileId) : revoke([first.linkId]));
    if (isDone) setIsAsking(false);
  };

  return (
    <>
      {links.length === 0 ? null : (
        <section aria-label="Links to this file" className="mt-6">
          <div className="mb-2 flex h-8 items-center justify-between">
            <h3 className="font-medium text-sm tracking-normal">
              {links.length === 1 ? "1 link" : `${links.length} links`}
            </h3>
            {links.length > 1 ? (
              <Button size="small" look="quiet" className="-mr-2" onClick={() => ask(links)}>
                Revoke all
              </Button>
            ) : null}
          </div>
          <ul className="grid gap-2">
            {links.map((link) => (
              <ShareLinkRow
                key={link.linkId}
                link={link}
                fileName={file.fileName}
                ownDays={ownDays}
                now={now}
                onRevoke={() => ask([link])}
              />
            ))}
          </ul>
        </section>
      )}
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => void confirm()}
        busy={isRevoking}
        title={revokeQuestion(doomed.length, file.fileName)}
        consequence={revokeConsequence(doomed.length, file.fileName)}
        confirmLabel={doomed.length > 1 ? "Revoke all" : "Revoke"}
      />
    </>
  );
};

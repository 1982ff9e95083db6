"use client";

import { addMs, DAY_MS, type FileView, limits, type ShareLinkView } from "@cloudpix/domain";
import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useTRPC } from "../data/trpc.ts";
import { defaultChoice, type ExpiryChoice, expiryInput, expiryOf, offeredDays } from "./expiry-choice.ts";
import { ExpiryField } from "./expiry-field.tsx";
import { ShareLinkRow } from "./share-link-row.tsx";
import { useShareLinks } from "./use-share-links.ts";
import { visitorSentence } from "./visitor-sentence.ts";

type Props = { file: FileView; open: boolean; onClose: () => void };

// "sv" writes a day as a date field wants it: 2026-03-03, in the person's own time zone.
const fieldDay = (date: Date) => date.toLocaleDateString("sv");

/** Makes links to a file and shows the ones there are. One click makes a link with the user's defaults and copies it. */
export const ShareDialog = ({ file, open, onClose }: Props) => {
  const profile = useQuery(useTRPC().auth.profile.queryOptions());
  const ownDays = profile.data ? profile.data.linkDefaults.expirationDays : limits.expirationDays.default;
  const [chosen, setChosen] = useState<ExpiryChoice | null>(null);
  const [doomed, setDoomed] = useState<ShareLinkView | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const createButton = useRef<HTMLButtonElement>(null);
  const { links, ...share } = useShareLinks(file, open);
  const now = new Date();
  const choice = chosen ?? defaultChoice(ownDays);
  const expiry = expiryOf(choice, now);
  const input = expiryInput(choice, now);

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Share"
      description={file.fileName}
      initialFocus={createButton}
    >
      <div className="flex flex-col gap-2.5 pt-1 sm:flex-row sm:items-start">
        <ExpiryField
          choice={choice}
          onChoose={setChosen}
          days={offeredDays(ownDays)}
          firstDay={fieldDay(addMs(now, DAY_MS))}
        />
        <Button
          ref={createButton}
          look="primary"
          className="h-11"
          busy={share.isCreating}
          disabled={input === undefined}
          onClick={() => input && share.createAndCopy(input)}
        >
          {share.isCreating ? null : <Link2 aria-hidden="true" />}
          Create link
        </Button>
      </div>
      <p className="mt-2.5 break-words text-ink-soft text-sm leading-relaxed">
        {expiry === undefined
          ? "Please choose a day that is still to come."
          : visitorSentence(file.fileName, expiry, now)}
      </p>
      {share.failure === null ? null : (
        <p role="alert" className="mt-5 text-danger text-sm">
          {share.failure}
        </p>
      )}
      {links.length === 0 ? null : (
        <ul aria-label="Links to this file" className="mt-5 grid gap-2">
          {links.map((link) => (
            <ShareLinkRow
              key={link.linkId}
              link={link}
              now={now}
              onCopy={() => share.copyLink(link)}
              onRevoke={() => {
                setDoomed(link);
                setIsAsking(true);
              }}
            />
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={async () => {
          if (doomed !== null && (await share.revokeLink(doomed))) setIsAsking(false);
        }}
        busy={share.isRevoking}
        title="Revoke this link?"
        consequence={`Whoever has it can no longer open ${file.fileName}. This cannot be undone; you can always create a new link.`}
        confirmLabel="Revoke"
      />
    </Dialog>
  );
};

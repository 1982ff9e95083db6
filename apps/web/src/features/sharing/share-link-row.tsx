"use client";

import type { ShareLinkView } from "@cloudpix/domain";
import { Copy, Lock, SlidersHorizontal } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { cn } from "../../ui/cn.ts";
import { copyLink } from "./copy-link.ts";
import { LinkEditor } from "./link-editor.tsx";
import { isOpenState, linkFacts } from "./link-status.ts";
import { StateBadge } from "./state-badge.tsx";

type Props = {
  link: ShareLinkView;
  fileName: string;
  ownDays: number;
  now: Date;
  onRevoke: () => void;
};

/** One link of a file: its name and address, how it fares, and what can be done with it. */
export const ShareLinkRow = ({ link, fileName, ownDays, now, onRevoke }: Props) => {
  const [isEditing, setIsEditing] = useState(false);
  const [addressId, editorId] = [useId(), useId()];
  const isOpen = isOpenState(link.state);
  return (
    <li className="rounded-2xl border border-line bg-surface p-3.5">
      <div className="flex items-center gap-2.5">
        <div className="min-w-0 flex-1">
          {link.name === undefined ? null : <p className="truncate font-medium text-sm">{link.name}</p>}
          <input
            readOnly
            aria-label="Link address"
            id={addressId}
            value={link.shareUrl}
            onFocus={(event) => event.currentTarget.select()}
            className={cn(
              "block w-full truncate rounded-md bg-transparent font-mono text-xs",
              link.name !== undefined && "mt-0.5 text-ink-soft",
              isOpen || "line-through",
            )}
          />
        </div>
        <StateBadge state={link.state} />
      </div>
      <p className="mt-1 text-ink-soft text-xs">
        {linkFacts(link, now)}
        {link.hasPassword ? (
          <span className="whitespace-nowrap">
            {" · "}
            <Lock aria-hidden="true" className="mr-1 mb-0.5 inline size-3" />
            Password set
          </span>
        ) : null}
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2">
        {isOpen ? (
          <Button size="small" onClick={() => void copyLink(link.shareUrl)} aria-describedby={addressId}>
            <Copy aria-hidden="true" />
            Copy link
          </Button>
        ) : null}
        <Button
          size="small"
          aria-expanded={isEditing}
          aria-controls={editorId}
          aria-describedby={addressId}
          onClick={() => setIsEditing(!isEditing)}
        >
          <SlidersHorizontal aria-hidden="true" />
          Edit
        </Button>
        <Button size="small" look="quiet" onClick={onRevoke} aria-describedby={addressId}>
          Revoke
        </Button>
      </div>
      <div id={editorId}>
        {isEditing ? (
          <div className="mt-3.5 border-line border-t pt-4">
            <LinkEditor link={link} fileName={fileName} ownDays={ownDays} />
          </div>
        ) : null}
      </div>
    </li>
  );
};

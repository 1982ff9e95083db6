"use client";

import type { ShareLinkView } from "@cloudpix/domain";
import { Copy } from "lucide-react";
import { useId } from "react";
import { Button } from "../../ui/button.tsx";
import { cn } from "../../ui/cn.ts";
import { linkFacts, linkStatus } from "./link-status.ts";

type Props = { link: ShareLinkView; now: Date; onCopy: () => void; onRevoke: () => void };

/** One link of a file: its address, how it fares, and the two things to do with it. */
export const ShareLinkRow = ({ link, now, onCopy, onRevoke }: Props) => {
  const addressId = useId();
  const { word, isLive } = linkStatus(link, now);
  return (
    <li className="rounded-2xl border border-line bg-surface p-3.5">
      <div className="flex items-center gap-2.5">
        <input
          readOnly
          aria-label="Link address"
          id={addressId}
          value={link.shareUrl}
          onFocus={(event) => event.currentTarget.select()}
          className={cn(
            "min-w-0 flex-1 truncate rounded-md bg-transparent font-mono text-xs",
            isLive || "line-through",
          )}
        />
        <span
          className={cn(
            "shrink-0 rounded-full px-2 py-0.5 font-medium text-xs",
            isLive ? "bg-accent-wash text-accent-ink" : "bg-sunken text-ink-soft",
          )}
        >
          {word}
        </span>
      </div>
      <p className="mt-1 text-ink-soft text-xs">{linkFacts(link, now)}</p>
      {isLive ? (
        <div className="mt-2.5 flex gap-2">
          <Button size="small" onClick={onCopy} aria-describedby={addressId}>
            <Copy aria-hidden="true" />
            Copy link
          </Button>
          <Button size="small" look="quiet" onClick={onRevoke} aria-describedby={addressId}>
            Revoke
          </Button>
        </div>
      ) : null}
    </li>
  );
};

"use client";

import type { MyShareLinkView } from "@cloudpix/domain";
import { Lock } from "lucide-react";
import { cn } from "../../ui/cn.ts";
import { linkFacts } from "../sharing/link-status.ts";
import { nearMoment } from "../sharing/near-moment.ts";
import { StateBadge } from "../sharing/state-badge.tsx";
import { LinkActions } from "./link-actions.tsx";
import { linkColumns } from "./link-columns.ts";
import { LinkThumb } from "./link-thumb.tsx";
import { isSelectable } from "./select-links.ts";

type Props = {
  link: MyShareLinkView;
  now: Date;
  isSelected: boolean;
  /** While somebody selects, choosing a link is all there is to do with it. On phones the boxes come only then. */
  isSelecting: boolean;
  onToggle: (isRange: boolean) => void;
  onEdit: () => void;
  onRevoke: () => void;
};

const goneWords = "File deleted or in the trash";

const Cell = ({ label, children }: { label: string; children: string }) => (
  <p className="text-ink-soft text-sm tabular-nums first-letter:uppercase max-lg:hidden">
    <span className="sr-only">{label}: </span>
    {children}
  </p>
);

/** One link with its file: a row of the table on wide screens, a card on phones. */
export const LinkItem = ({ link, now, isSelected, isSelecting, onToggle, onEdit, onRevoke }: Props) => {
  const { file, name, isRevoked } = link;
  const title = file?.fileName ?? goneWords;
  const isEditable = !isRevoked && file !== null;
  return (
    <li
      className={cn(
        linkColumns,
        "rounded-2xl border border-line bg-surface p-3.5 lg:rounded-none lg:border-0 lg:border-b lg:bg-transparent lg:px-2 lg:py-2.5",
        isSelected && "border-accent bg-accent-wash lg:border-line lg:bg-accent-wash/60",
      )}
    >
      <label
        className={cn(
          "-m-2.5 grid size-10 cursor-pointer place-items-center max-lg:col-start-2 max-lg:row-start-1 max-lg:justify-self-end",
          isSelecting || "max-lg:hidden",
        )}
      >
        <input
          type="checkbox"
          checked={isSelected}
          disabled={!isSelectable(link)}
          aria-label={`Select the link to ${title}${name === undefined ? "" : `, ${name}`}`}
          className="size-4.5 cursor-pointer rounded accent-accent disabled:invisible"
          onChange={(event) =>
            onToggle(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
          }
        />
      </label>
      <div
        className={cn(
          "flex min-w-0 items-center gap-3.5 max-lg:col-start-1 max-lg:row-start-1",
          isSelecting || "max-lg:col-span-2",
        )}
      >
        <LinkThumb file={file} />
        <div className="min-w-0 flex-1">
          {isEditable ? (
            <button
              type="button"
              onClick={(event) => (isSelecting ? onToggle(event.shiftKey) : onEdit())}
              className="block max-w-full truncate rounded-md font-medium text-sm underline-offset-4 hover:underline"
            >
              {title}
            </button>
          ) : (
            <p className={cn("truncate text-sm", file === null ? "text-ink-soft italic" : "font-medium")}>
              {title}
            </p>
          )}
          {name === undefined && !link.hasPassword ? null : (
            <p className="mt-0.5 flex items-center gap-1.5 text-ink-soft text-xs">
              {name === undefined ? null : <span className="truncate">{name}</span>}
              {link.hasPassword ? (
                <span className="inline-flex shrink-0 items-center gap-1">
                  <Lock aria-hidden="true" className="size-3" />
                  Password set
                </span>
              ) : null}
            </p>
          )}
        </div>
        <div className="self-start lg:hidden">
          <StateBadge state={link.state} />
        </div>
      </div>
      <div className="max-lg:hidden">
        <StateBadge state={link.state} />
      </div>
      <Cell label="Visits">
        {link.maxAccessCount === undefined
          ? String(link.accessCount)
          : `${link.accessCount} of ${link.maxAccessCount}`}
      </Cell>
      <Cell label="Expires">
        {link.expiryDate === null ? "never" : nearMoment(new Date(link.expiryDate), now)}
      </Cell>
      <Cell label="Last visit">
        {link.lastAccessDate === undefined ? "–" : nearMoment(new Date(link.lastAccessDate), now)}
      </Cell>
      <p className="text-ink-soft text-xs leading-relaxed lg:hidden">{linkFacts(link, now)}</p>
      <div className={cn("flex justify-end", isSelecting && "max-lg:hidden")}>
        <LinkActions link={link} name={title} onEdit={onEdit} onRevoke={onRevoke} />
      </div>
    </li>
  );
};

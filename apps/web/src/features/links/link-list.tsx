"use client";

import type { LinkId, MyShareLinkView } from "@cloudpix/domain";
import { cn } from "../../ui/cn.ts";
import { linkColumns } from "./link-columns.ts";
import { LinkItem } from "./link-item.tsx";
import { isSelectable, nothingSelected, type Selection, selectAll, toggleLink } from "./select-links.ts";

type Props = {
  links: readonly MyShareLinkView[];
  selection: Selection;
  onSelect: (selection: Selection) => void;
  isSelecting: boolean;
  onEdit: (linkId: LinkId) => void;
  onRevoke: (link: MyShareLinkView) => void;
};

const headings = ["File", "State", "Visits", "Expires", "Last visit"];

/** The links one below the other, with a head that names the columns where there are any. */
export const LinkList = ({ links, selection, onSelect, isSelecting, onEdit, onRevoke }: Props) => {
  const now = new Date();
  const selectable = links.filter(isSelectable);
  const isAll = selectable.length > 0 && selectable.every(({ linkId }) => selection.ids.has(linkId));
  return (
    <>
      <div className={cn(linkColumns, "border-line border-b px-2 pb-2.5 max-lg:hidden")}>
        <label className="-m-2.5 grid size-10 cursor-pointer place-items-center">
          <input
            type="checkbox"
            aria-label="Select all shown links"
            checked={isAll}
            disabled={selectable.length === 0}
            ref={(box) => {
              if (box !== null) box.indeterminate = !isAll && selection.ids.size > 0;
            }}
            onChange={() => onSelect(isAll ? nothingSelected : selectAll(links))}
            className="size-4.5 cursor-pointer accent-accent"
          />
        </label>
        {headings.map((heading) => (
          <span key={heading} aria-hidden="true" className="font-medium text-ink-soft text-xs">
            {heading}
          </span>
        ))}
      </div>
      <ul aria-label="My links" className="grid gap-2.5 sm:grid-cols-2 lg:grid-cols-1 lg:gap-0">
        {links.map((link) => (
          <LinkItem
            key={link.linkId}
            link={link}
            now={now}
            isSelected={selection.ids.has(link.linkId)}
            isSelecting={isSelecting}
            onToggle={(isRange) => onSelect(toggleLink(selection, links, link.linkId, isRange))}
            onEdit={() => onEdit(link.linkId)}
            onRevoke={() => onRevoke(link)}
          />
        ))}
      </ul>
    </>
  );
};

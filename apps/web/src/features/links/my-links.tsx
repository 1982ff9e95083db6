"use client";

import type { LinkId } from "@cloudpix/domain";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { RowsSkeleton } from "../../ui/rows-skeleton.tsx";
import { ListFailure } from "../data/list-failure.tsx";
import { PageMain } from "../frame/page-main.tsx";
import { LoadMore } from "../gallery/load-more.tsx";
import { EditLinkDialog } from "./edit-link-dialog.tsx";
import { NoLinks, NoMatch } from "./empty-links.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { fits, noFilter } from "./link-filter.ts";
import { LinkList } from "./link-list.tsx";
import { SearchOlder } from "./search-older.tsx";
import { isSelectable, nothingSelected, type Selection } from "./select-links.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { useLinkFilter } from "./use-link-filter.ts";
import { useMyLinks } from "./use-my-links.ts";
import { useRevokeQuestion } from "./use-revoke-question.tsx";

/** All links of the person signed in: how they fare, and everything that can be done with them. */
export const MyLinks = () => {
  const { links, ...query } = useMyLinks();
  const [filter, changeFilter] = useLinkFilter();
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [isSelecting, setIsSelecting] = useState(false);
  const [edited, setEdited] = useState<{ linkId: LinkId; isOpen: boolean } | null>(null);
  const clear = () => {
    setSelection(nothingSelected);
    setIsSelecting(false);
  };
  const revoking = useRevokeQuestion(clear);

  const shown = links.filter((link) => fits(link, filter));
  // What is not seen any more, or has ended, is not selected any more.
  const selected = shown.filter((link) => isSelectable(link) && selection.ids.has(link.linkId));
  const seen: Selection = { ...selection, ids: new Set(selected.map(({ linkId }) => linkId)) };
  const editedLink = links.find(({ linkId }) => linkId === edited?.linkId);
  const isFiltered = filter.state !== "all" || filter.text.trim() !== "";

  const more = {
    isLoading: query.isFetchingNextPage,
    hasFailed: query.isFetchNextPageError,
    onMore: () => void query.fetchNextPage(),
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    // React hands on the keys of dialogs opened from here; those are not for the page.
    const isOwn = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key === "Escape" && isOwn && !event.defaultPrevented) clear();
  };

  return (
    <PageMain width="table" onKeyDown={onKeyDown}>
      <div className="flex min-h-10 items-center gap-2">
        <h1 className="mr-auto font-semibold text-2xl">My links</h1>
        {links.some(isSelectable) ? (
          <>
            <Button
              look="quiet"
              className="lg:hidden"
              aria-pressed={isSelecting}
              onClick={() => (isSelecting ? clear() : setIsSelecting(true))}
            >
              Select
            </Button>
            <Button
              look="quiet"
              className="-mr-4"
              busy={revoking.isCounting}
              onClick={() => void revoking.askAll()}
            >
              Revoke all
            </Button>
          </>
        ) : null}
      </div>
      {query.isPending ? (
        <RowsSkeleton
          label="Loading your links"
          className="grid gap-3 pt-4"
          row="rounded-2xl border border-line p-3.5"
          picture="size-11"
        />
      ) : null}
      {query.isError && links.length === 0 ? (
        <ListFailure error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isSuccess && links.length === 0 ? <NoLinks /> : null}
      {links.length === 0 ? null : (
        <>
          <div className="mt-5 mb-5 lg:mb-7">
            <FilterBar filter={filter} onChange={changeFilter} />
          </div>
          {shown.length === 0 ? (
            <NoMatch onShowAll={() => changeFilter(noFilter)} />
          ) : (
            <LinkList
              links={shown}
              selection={seen}
              onSelect={setSelection}
              isSelecting={isSelecting || selected.length > 0}
              onEdit={(linkId) => setEdited({ linkId, isOpen: true })}
              onRevoke={(link) => revoking.ask([link])}
            />
          )}
        </>
      )}
      {query.hasNextPage && !isFiltered ? <LoadMore {...more} /> : null}
      {query.hasNextPage && isFiltered ? <SearchOlder count={links.length} {...more} /> : null}
      {selected.length > 0 || isSelecting ? (
        <SelectionBar count={selected.length} onRevoke={() => revoking.ask(selected)} onClear={clear} />
      ) : null}
      {revoking.question}
      {edited === null || editedLink === undefined ? null : (
        <EditLinkDialog
          key={editedLink.linkId}
          link={editedLink}
          open={edited.isOpen}
          onClose={() => setEdited({ ...edited, isOpen: false })}
        />
      )}
    </PageMain>
  );
};

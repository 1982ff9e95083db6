"use client";

import type { FileView } from "@cloudpix/domain";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { cn } from "../../ui/cn.ts";
import { ListFailure } from "../data/list-failure.tsx";
import { isNarrowed, writeListing } from "../files/file-listing.ts";
import { useFileCache } from "../files/use-file-cache.ts";
import { type FileActions, useFileDialogs } from "../files/use-file-dialogs.tsx";
import { useFiles } from "../files/use-files.ts";
import { useGoneFile } from "../files/use-gone-file.ts";
import { pageEdges } from "../frame/page-main.tsx";
import { useUploads } from "../upload/upload-provider.tsx";
import { neighbourAfterDelete } from "../viewer/neighbour-after-delete.ts";
import { Viewer } from "../viewer/viewer.tsx";
import { EmptyGallery } from "./empty-gallery.tsx";
import { gallerySections } from "./gallery-sections.ts";
import { GallerySkeleton } from "./gallery-skeleton.tsx";
import { GalleryToolbar } from "./gallery-toolbar.tsx";
import { KeepPlace } from "./keep-place.tsx";
import { foundWords } from "./listing-words.ts";
import { LoadMore } from "./load-more.tsx";
import { NothingFound } from "./nothing-found.tsx";
import { SectionRows } from "./section-rows.tsx";
import { useListing } from "./use-listing.ts";
import { useOpenFile } from "./use-open-file.ts";
import { useTileFocus } from "./use-tile-focus.ts";

import "react-photo-album/rows.css";

/** Asks once for a file whose picture did not load: most likely its read URL ran out while the page slept. */
const useRenewal = () => {
  const cache = useFileCache();
  const gone = useGoneFile();
  const asked = useRef(new Set<string>());
  return useCallback(
    (file: FileView) => {
      const broken = file.thumbnail.renditions[0]?.url ?? "";
      if (asked.current.has(broken)) return;
      asked.current.add(broken);
      // Any other failure leaves the placeholder where it is; the next refresh of the list comes by itself.
      cache.refresh(file.fileId).catch((error: unknown) => void gone(error, file));
    },
    [cache, gone],
  );
};

/** My files, as the address asks for them, and the viewer over them when it names one. */
export const Gallery = () => {
  const listing = useListing();
  const { files, shown, ...query } = useFiles(listing);
  const { openId, open, close } = useOpenFile();
  const { choose, observe } = useUploads();
  const tiles = useTileFocus(files);
  const { dialogs, ...fileActions } = useFileDialogs({
    onLeaving: ({ fileId }) => tiles.focusSoon(neighbourAfterDelete(files, fileId)),
    onRestored: ({ fileId }) => tiles.focusSoon(fileId),
    onRenamed: ({ fileId }) => tiles.focusSoon(fileId),
    focusAfter: ({ fileId }) => tiles.tileOf(fileId),
  });
  const renew = useRenewal();
  useEffect(() => observe(files), [files, observe]);
  useEffect(() => () => observe([]), [observe]);

  const sections = useMemo(() => gallerySections(files, shown.sort, new Date()), [files, shown.sort]);
  // The dialogs' openers keep their effect across renders; a stable object keeps tiles from drawing anew.
  const latest = useRef(fileActions);
  latest.current = fileActions;
  const actions = useMemo(
    (): FileActions => ({
      share: (file) => latest.current.share(file),
      download: (file) => latest.current.download(file),
      rename: (file) => latest.current.rename(file),
      remove: (file) => latest.current.remove(file),
    }),
    [],
  );
  const isEmpty = query.isSuccess && files.length === 0;
  const openTile = useCallback((file: FileView) => open(file.fileId), [open]);

  return (
    <main className={cn(pageEdges, "pb-28")}>
      <h1 className="sr-only">My files</h1>
      {isEmpty && !isNarrowed(shown) ? null : <GalleryToolbar listing={listing} />}
      <p role="status" className="sr-only">
        {isNarrowed(shown) && query.isSuccess && files.length > 0
          ? foundWords(files.length, query.hasNextPage)
          : ""}
      </p>
      {query.isPending ? <GallerySkeleton /> : null}
      {query.isError && files.length === 0 ? (
        <ListFailure error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {isEmpty && isNarrowed(shown) ? <NothingFound listing={shown} /> : null}
      {isEmpty && !isNarrowed(shown) ? <EmptyGallery onChoose={choose} /> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links in it are what people act on; it moves the focus between them */}
      <div
        onFocus={tiles.onFocus}
        onKeyDown={tiles.onKeyDown}
        // Only where the answer takes its time: a flicker at every letter would say nothing.
        className={cn("transition-opacity", query.isPlaceholderData && "opacity-50 delay-300")}
      >
        <KeepPlace what={writeListing(shown)} files={files}>
          {sections.map((section, index) => (
            <SectionRows
              key={section.key}
              section={section}
              isFirst={index === 0}
              stopId={section.files.some(({ fileId }) => fileId === tiles.stopId) ? tiles.stopId : null}
              actions={actions}
              onOpen={openTile}
              onBroken={renew}
            />
          ))}
        </KeepPlace>
      </div>
      {query.hasNextPage ? (
        <LoadMore
          isLoading={query.isFetchingNextPage}
          hasFailed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      ) : null}
      {dialogs}
      <Viewer
        files={files}
        listedAtMs={query.dataUpdatedAt}
        openId={openId}
        isListLoading={query.isPending}
        onMove={open}
        onClose={close}
      />
    </main>
  );
};

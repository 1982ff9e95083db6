"use client";

import type { FileView } from "@cloudpix/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { RowsSkeleton } from "../../ui/rows-skeleton.tsx";
import { ListFailure } from "../data/list-failure.tsx";
import { useTRPC } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { useTrashDays } from "../files/trash-days.tsx";
import { trashRuleWords } from "../files/trash-words.ts";
import { PageMain } from "../frame/page-main.tsx";
import { LoadMore } from "../gallery/load-more.tsx";
import { EmptyTrashDialog } from "./empty-trash-dialog.tsx";
import { TrashIsEmpty } from "./trash-is-empty.tsx";
import { TrashRow } from "./trash-row.tsx";
import { useRowFocus } from "./use-row-focus.ts";
import { useTrashActions } from "./use-trash-actions.ts";
import { useTrashedFiles } from "./use-trashed-files.ts";

/** What was deleted and can still be taken back. */
export const TrashPage = () => {
  const trashDays = useTrashDays();
  const { files, ...query } = useTrashedFiles();
  // Asked for when it is needed: the number that a person agrees to shall be the true one.
  const usage = useQuery(useTRPC().files.usage.queryOptions(undefined, { enabled: false }));
  const actions = useTrashActions();
  const rows = useRowFocus(files);
  const [doomed, setDoomed] = useState<FileView | null>(null);
  const [asking, setAsking] = useState<"one" | "all" | null>(null);
  const [isPurging, setIsPurging] = useState(false);
  const now = new Date();
  const close = () => setAsking(null);

  const purge = async (file: FileView) => {
    setIsPurging(true);
    rows.expect(file.fileId);
    if (await actions.purge(file)) close();
    else rows.expect(null);
    setIsPurging(false);
  };

  const askAll = async () => {
    const { error } = await usage.refetch();
    if (error === null) setAsking("all");
    else toast.error(sentenceOf(error));
  };

  return (
    <PageMain width="text">
      <div className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-2">
        <h1 ref={rows.heading} tabIndex={-1} className="mr-auto font-semibold text-2xl outline-none">
          Trash
        </h1>
        {files.length === 0 ? null : (
          <Button busy={usage.isFetching} onClick={() => void askAll()}>
            Empty trash
          </Button>
        )}
      </div>
      {files.length === 0 ? null : (
        <p className="mt-2 max-w-xl text-ink-soft text-sm leading-relaxed">
          {trashRuleWords(trashDays)} Links that a file had stay off when you restore it.
        </p>
      )}
      {query.isPending ? (
        <RowsSkeleton label="Loading the trash" className="mt-5" row="py-2.5" picture="size-14" />
      ) : null}
      {query.isError && files.length === 0 ? (
        <ListFailure error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isSuccess && files.length === 0 && !query.hasNextPage ? <TrashIsEmpty /> : null}
      <ul ref={rows.list} aria-label="Files in the trash" className="mt-5 divide-y divide-line empty:hidden">
        {files.map((file) => (
          <TrashRow
            key={file.fileId}
            file={file}
            trashDays={trashDays}
            now={now}
            onRestore={async (chosen) => {
              rows.expect(chosen.fileId);
              if (!(await actions.restore(chosen))) rows.expect(null);
            }}
            onPurge={(chosen) => {
              setDoomed(chosen);
              setAsking("one");
            }}
          />
        ))}
      </ul>
      {query.hasNextPage ? (
        <LoadMore
          isLoading={query.isFetchingNextPage}
          hasFailed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      ) : null}
      {doomed === null ? null : (
        <ConfirmDialog
          open={asking === "one"}
          onClose={close}
          onConfirm={() => void purge(doomed)}
          busy={isPurging}
          title={`Delete ${doomed.fileName} for good?`}
          consequence="This cannot be undone."
          confirmLabel="Delete for good"
          finalFocus={rows.finalFocus}
        />
      )}
      {usage.data === undefined ? null : (
        <EmptyTrashDialog
          open={asking === "all"}
          onClose={() => {
            actions.stopEmptying();
            close();
          }}
          onConfirm={() => void actions.empty().then(close)}
          trash={usage.data.trash}
          progress={actions.progress}
          // The button that asked goes with the last file.
          finalFocus={() => (rows.list.current?.firstChild == null ? (rows.heading.current ?? true) : true)}
        />
      )}
    </PageMain>
  );
};

"use client";

import { SECOND_MS } from "@cloudpix/domain";
import { ChevronDown, ChevronUp, CircleAlert, X } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { cn } from "../../ui/cn.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { inTrayOrder, shareSent, traySummary } from "./tray-summary.ts";
import type { UploadQueue } from "./upload-queue.ts";
import { isSending, type UploadRow } from "./upload-row.ts";
import { UploadRowItem } from "./upload-row-item.tsx";
import { useSlowValue } from "./use-slow-value.ts";

const subscribeOnline = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

const useIsOnline = () =>
  useSyncExternalStore(
    subscribeOnline,
    () => navigator.onLine,
    () => true,
  );

/** How the uploads fare: a card in the corner, a sheet on phones, a pill when folded. Not there when there is nothing to say. */
export const UploadTray = ({ rows, queue }: { rows: readonly UploadRow[]; queue: UploadQueue }) => {
  const [isFolded, setIsFolded] = useState(false);
  const isOnline = useIsOnline();
  const summary = traySummary(rows);
  const spoken = useSlowValue(summary, 5 * SECOND_MS);
  const isBusy = rows.some(isSending);
  const hasFailed = rows.some(({ phase }) => phase === "failed");
  const isOver = rows.every(({ phase }) => phase === "done" || phase === "failed" || phase === "cancelled");

  return (
    <>
      <p aria-live="polite" className="sr-only">
        {spoken}
      </p>
      {rows.length === 0 ? null : (
        <section
          aria-label="Upload progress"
          className={
            isFolded
              ? "fixed right-4 bottom-4 z-30 animate-rise overflow-hidden rounded-full border border-line bg-raised shadow-float"
              : "fixed inset-x-0 bottom-0 z-30 animate-rise overflow-hidden rounded-t-3xl border border-line bg-raised shadow-float sm:inset-x-auto sm:right-5 sm:bottom-5 sm:w-[25rem] sm:rounded-3xl"
          }
        >
          <div
            className={
              isFolded ? "flex items-center gap-1 py-1 pr-1 pl-5" : "flex items-center gap-1 px-5 py-2.5"
            }
          >
            {hasFailed ? <CircleAlert aria-hidden="true" className="mr-1.5 size-5 text-danger" /> : null}
            <h2
              className={cn(
                "min-w-0 flex-1 truncate pr-2 font-semibold text-sm tracking-normal",
                hasFailed && "text-danger",
              )}
            >
              {summary}
            </h2>
            <IconButton
              label={isFolded ? "Show details" : "Hide details"}
              aria-expanded={!isFolded}
              onClick={() => setIsFolded(!isFolded)}
            >
              {isFolded ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
            </IconButton>
            {isOver ? (
              <IconButton label="Dismiss" onClick={queue.clear}>
                <X aria-hidden="true" />
              </IconButton>
            ) : null}
          </div>
          {isBusy && rows.length > 1 ? (
            <ProgressBar label="All files" share={shareSent(rows)} className="h-0.5" />
          ) : null}
          {isFolded ? null : (
            <ul className="max-h-[min(22rem,45dvh)] divide-y divide-line overflow-y-auto overscroll-contain border-line border-t">
              {inTrayOrder(rows).map((row) => (
                <UploadRowItem
                  key={row.id}
                  row={row}
                  isOnline={isOnline}
                  onCancel={() => queue.cancel(row.id)}
                  onRetry={() => queue.retry(row.id)}
                />
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  );
};

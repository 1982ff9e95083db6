"use client";

import { CircleAlert, CircleCheck, CircleSlash, RotateCw, TriangleAlert, X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { cn } from "../../ui/cn.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { rowShare, rowWords } from "./row-words.ts";
import { isCancellable, type UploadRow } from "./upload-row.ts";

type Props = { row: UploadRow; isOnline: boolean; onCancel: () => void; onRetry: () => void };

const Sign = ({ phase, sentence }: UploadRow) => {
  if (phase === "done" && sentence !== null)
    return <TriangleAlert aria-hidden="true" className="size-5 text-warning" />;
  if (phase === "done") return <CircleCheck aria-hidden="true" className="size-5 text-good" />;
  if (phase === "failed") return <CircleAlert aria-hidden="true" className="size-5 text-danger" />;
  if (phase === "cancelled") return <CircleSlash aria-hidden="true" className="size-5 text-ink-soft" />;
  return <Spinner className="size-5 text-accent" />;
};

/** One file of the tray: how far it is, and what can be done about it. */
export const UploadRowItem = ({ row, isOnline, onCancel, onRetry }: Props) => (
  <li className="flex items-start gap-3 px-5 py-3">
    <span className="mt-0.5">
      <Sign {...row} />
    </span>
    <div className="min-w-0 flex-1">
      <p className="truncate font-medium text-sm">{row.fileName}</p>
      <p
        className={cn(
          "mt-0.5 text-xs tabular-nums",
          row.phase === "failed" ? "text-danger" : "text-ink-soft",
        )}
      >
        {rowWords(row, isOnline)}
      </p>
      {row.phase === "checking" || row.phase === "sending" || row.phase === "processing" ? (
        <ProgressBar
          className={cn("mt-2", !isOnline && "grayscale")}
          label={`${row.fileName}: ${row.phase}`}
          share={rowShare(row)}
        />
      ) : null}
    </div>
    {row.phase === "failed" && !row.isFinal ? (
      <Button size="small" onClick={onRetry} aria-label={`Retry ${row.fileName}`}>
        <RotateCw aria-hidden="true" />
        Retry
      </Button>
    ) : null}
    {isCancellable(row) ? (
      <IconButton size="smallIcon" label={`Cancel ${row.fileName}`} onClick={onCancel}>
        <X aria-hidden="true" />
      </IconButton>
    ) : null}
  </li>
);

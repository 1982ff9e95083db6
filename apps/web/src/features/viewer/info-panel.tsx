"use client";

import { type FileView, unknownType } from "@cloudpix/domain";
import { PencilLine, X } from "lucide-react";
import { formatBytes } from "../../ui/format-bytes.ts";
import { formatMoment } from "../../ui/format-date.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { IconButton } from "../../ui/icon-button.tsx";

type Props = { file: FileView; onRename: (file: FileView) => void; onClose: () => void };

const factsOf = (file: FileView): [string, string][] => [
  ["Size", formatBytes(file.fileSize)],
  ["Type", file.contentType === unknownType ? "Unknown" : file.contentType],
  ...(file.width === undefined || file.height === undefined
    ? []
    : [["Dimensions", `${file.width} × ${file.height} pixels`] satisfies [string, string]]),
  ...(file.durationMs === undefined
    ? []
    : [["Length", formatDuration(file.durationMs)] satisfies [string, string]]),
  ["Uploaded", formatMoment(new Date(file.uploadDate))],
  [
    "Shared",
    file.shareCount === 0 ? "No" : file.shareCount === 1 ? "By 1 link" : `By ${file.shareCount} links`,
  ],
];

/** The facts of a file: beside it on wide screens, a sheet over it on phones. */
export const InfoPanel = ({ file, onRename, onClose }: Props) => (
  <aside
    aria-label="Information"
    className="absolute inset-x-0 bottom-0 z-10 max-h-[60dvh] animate-rise overflow-y-auto rounded-t-3xl bg-[oklch(0.21_0.008_268)] px-6 pt-4 pb-8 sm:static sm:max-h-none sm:w-80 sm:shrink-0 sm:rounded-none sm:border-white/10 sm:border-l"
  >
    <div className="flex items-center justify-between">
      <h3 className="font-semibold text-base">Information</h3>
      <IconButton label="Hide information" look="onDark" onClick={onClose}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
    <dl className="mt-3 grid gap-4 text-sm">
      <div>
        <dt className="text-white/65 text-xs">Name</dt>
        <dd className="mt-0.5 flex items-start gap-2">
          <span className="min-w-0 flex-1 break-words">{file.fileName}</span>
          <IconButton
            label="Rename"
            aria-keyshortcuts="F2"
            look="onDark"
            className="-my-2.5 -mr-2.75"
            onClick={() => onRename(file)}
          >
            <PencilLine aria-hidden="true" />
          </IconButton>
        </dd>
      </div>
      {factsOf(file).map(([name, value]) => (
        <div key={name}>
          <dt className="text-white/65 text-xs">{name}</dt>
          <dd className="mt-0.5 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  </aside>
);

import type { FileView } from "@cloudpix/domain";
import { Link2, Play, TriangleAlert } from "lucide-react";
import { formatDuration } from "../../ui/format-duration.ts";

/**
 * What a picture's tile tells beside the picture: that something is wrong with it and what it is called, since it may show
 * next to nothing; that it is shared, how long it plays.
 */
export const TileBadges = ({ file }: { file: FileView }) => (
  <span
    aria-hidden="true"
    className="pointer-events-none absolute inset-x-1.5 bottom-1.5 flex items-center justify-end gap-1 font-medium text-[11px] text-white"
  >
    {file.thumbnail.reason === undefined ? null : (
      <span className="mr-auto flex min-w-0 items-center gap-1.5 rounded-full bg-black/60 py-0.5 pr-2 pl-1.5">
        <TriangleAlert className="size-3 shrink-0" />
        <span className="truncate">{file.fileName}</span>
      </span>
    )}
    {file.isShared ? (
      <span className="shrink-0 rounded-full bg-black/60 p-1">
        <Link2 className="size-3" />
      </span>
    ) : null}
    {file.kind === "video" && file.durationMs !== undefined ? (
      <span className="flex shrink-0 items-center gap-1 rounded-full bg-black/60 px-1.5 py-0.5 tabular-nums">
        <Play className="size-2.5 fill-current" />
        {formatDuration(file.durationMs)}
      </span>
    ) : null}
  </span>
);

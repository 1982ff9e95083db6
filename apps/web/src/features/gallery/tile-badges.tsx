import type { FileView } from "@cloudpix/domain";
import { Link2, Play, TriangleAlert } from "lucide-react";
import { formatDuration } from "../../ui/format-duration.ts";

/** What a picture's tile tells beside the picture: that something is wrong with it, that it is shared, how long it plays. */
export const TileBadges = ({ file }: { file: FileView }) => (
  <span
    aria-hidden="true"
    className="pointer-events-none absolute right-1.5 bottom-1.5 flex gap-1 font-medium text-[11px] text-white"
  >
    {file.thumbnail.reason === undefined ? null : (
      <span className="rounded-full bg-black/60 p-1">
        <TriangleAlert className="size-3" />
      </span>
    )}
    {file.isShared ? (
      <span className="rounded-full bg-black/60 p-1">
        <Link2 className="size-3" />
      </span>
    ) : null}
    {file.kind === "video" && file.durationMs !== undefined ? (
      <span className="flex items-center gap-1 rounded-full bg-black/60 px-1.5 py-0.5 tabular-nums">
        <Play className="size-2.5 fill-current" />
        {formatDuration(file.durationMs)}
      </span>
    ) : null}
  </span>
);

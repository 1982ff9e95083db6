import type { FileView } from "@cloudpix/domain";
import { Link2, TriangleAlert } from "lucide-react";
import { cn } from "../../ui/cn.ts";
import { formatBytes } from "../../ui/format-bytes.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { fileExtension } from "../files/file-extension.ts";
import { isPending } from "../files/file-pages.ts";
import { KindIcon } from "../files/kind-icon.tsx";
import { previewTrouble } from "../files/preview-words.ts";

type Props = {
  file: FileView;
  /** `row`: sign and words side by side. `tall`: the sign above, as high as the pictures beside it; `low`: when they are low. */
  shape: "row" | "tall" | "low";
};

const factsOf = (file: FileView): string =>
  [
    isPending(file) ? "Processing…" : fileExtension(file.fileName),
    file.durationMs === undefined ? "" : formatDuration(file.durationMs),
    formatBytes(file.fileSize),
  ]
    .filter((fact) => fact !== "")
    .join(" · ");

/**
 * What a tile without a picture shows: the file's sign, name, kind and size, a shimmer while its picture is made, the
 * reason when none could be. Decoration: the link above it carries name and state for everybody else.
 */
export const TileCard = ({ file, shape }: Props) => {
  const trouble = previewTrouble(file);
  const isTall = shape !== "row";
  const isLow = shape === "low";
  return (
    <span
      aria-hidden="true"
      className={cn(
        "absolute inset-0 flex bg-surface",
        isTall ? "flex-col justify-between gap-1 p-2.5 sm:p-4" : "items-center gap-3.5 py-2 pr-12 pl-3",
        isLow && "p-2 sm:p-2",
      )}
    >
      {isPending(file) ? <span className="absolute inset-0 animate-shimmer bg-hover" /> : null}
      <span
        className={cn(
          "relative grid shrink-0 place-items-center rounded-xl bg-accent-wash text-accent-ink",
          isTall ? "size-8 sm:size-12" : "size-11",
          isLow && "size-7 sm:size-7",
        )}
      >
        <KindIcon file={file} className={isLow ? "size-4.5" : isTall ? "size-5 sm:size-7" : "size-6"} />
      </span>
      <span className="relative min-w-0">
        <span
          className={cn(
            "font-medium text-xs leading-snug sm:text-[13px]",
            shape === "tall" ? "line-clamp-2 break-words" : "line-clamp-1 break-all",
          )}
        >
          {file.fileName}
        </span>
        <span className="mt-0.5 flex items-center gap-1.5 text-[11px] text-ink-soft tabular-nums">
          <span className="truncate">{factsOf(file)}</span>
          {file.isShared ? <Link2 className="size-3 shrink-0" /> : null}
          {isLow && trouble !== undefined ? <TriangleAlert className="size-3 shrink-0 text-danger" /> : null}
        </span>
        {trouble === undefined || isLow ? null : (
          <span className="mt-1 flex items-start gap-1.5 text-[11px] text-danger leading-snug">
            <TriangleAlert className="mt-px size-3 shrink-0" />
            <span className={isTall ? "line-clamp-1 sm:line-clamp-3" : "line-clamp-1"}>{trouble}</span>
          </span>
        )}
      </span>
    </span>
  );
};

import type { FileView } from "@cloudpix/domain";
import { TriangleAlert } from "lucide-react";
import { cn } from "../../ui/cn.ts";
import { fileExtension } from "../files/file-extension.ts";
import { isPending } from "../files/file-pages.ts";
import { KindIcon } from "../files/kind-icon.tsx";

/** Lower tiles have room for the sign and one line. */
const roomyHeight = 104;

/**
 * What a tile without a picture shows: the file's sign and name, a shimmer while its picture is made, the reason when
 * none could be. Decoration: the link above it carries name and state for everybody else.
 */
export const TileCard = ({ file, height }: { file: FileView; height: number }) => {
  const isWaiting = isPending(file);
  const isRoomy = height >= roomyHeight;
  const extension = fileExtension(file.fileName);
  return (
    <span
      aria-hidden="true"
      className={cn("absolute inset-0 flex flex-col justify-between", isRoomy ? "p-3.5 sm:p-4" : "p-2.5")}
    >
      {isWaiting ? <span className="absolute inset-0 animate-shimmer bg-hover" /> : null}
      <KindIcon
        kind={file.kind}
        className={cn("relative shrink-0 text-ink-soft", isRoomy ? "size-7 sm:size-9" : "size-5")}
      />
      <span className="relative min-w-0">
        {file.thumbnail.state === "failed" && isRoomy ? (
          <span className="mb-1 flex items-start gap-1.5 text-danger text-xs leading-snug">
            <TriangleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
            <span className="line-clamp-2">{file.thumbnail.reason ?? "No preview could be made."}</span>
          </span>
        ) : null}
        <span
          className={cn(
            "break-words font-medium text-xs leading-snug sm:text-[13px]",
            isRoomy ? "line-clamp-2" : "line-clamp-1 break-all",
          )}
        >
          {file.fileName}
        </span>
        {isRoomy ? (
          <span className="mt-0.5 block text-[11px] text-ink-soft">
            {isWaiting ? "Processing…" : extension === "" ? "File" : extension}
          </span>
        ) : null}
      </span>
    </span>
  );
};

"use client";

import { type FileView, inlineTypes } from "@cloudpix/domain";
import { Download } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { KindIcon } from "../files/kind-icon.tsx";
import { noPreviewWords } from "../files/preview-words.ts";
import { renditionOf } from "../files/rendition-of.ts";

type Props = { file: FileView; isCurrent: boolean; onDownload: (file: FileView) => void };

const Player = ({ file, url }: { file: FileView; url: string }) =>
  file.kind === "video" ? (
    // biome-ignore lint/a11y/useMediaCaption: people's own recordings come without captions
    <video
      controls
      playsInline
      preload="metadata"
      poster={renditionOf(file.thumbnail, "preview", "medium")?.url}
      src={url}
      aria-label={file.fileName}
      className="max-h-full max-w-full"
    />
  ) : (
    <div className="grid w-full max-w-md justify-items-center gap-8 px-6">
      <KindIcon file={file} className="size-20 text-white/60" />
      {/* biome-ignore lint/a11y/useMediaCaption: people's own recordings come without captions */}
      <audio controls preload="metadata" src={url} aria-label={file.fileName} className="w-full" />
    </div>
  );

/** A file that is no picture: a player where the browser can play it, else a card that offers the original. */
export const FileSlide = ({ file, isCurrent, onDownload }: Props) => {
  const isPlayable =
    (file.kind === "video" || file.kind === "audio") &&
    file.blobUrl !== null &&
    inlineTypes.has(file.contentType);
  return (
    <div className="grid size-full place-items-center" inert={!isCurrent}>
      {/* A player off the stage is taken away, so that nothing goes on playing unseen. */}
      {isPlayable && file.blobUrl !== null ? (
        isCurrent ? (
          <Player file={file} url={file.blobUrl} />
        ) : null
      ) : (
        <div className="grid justify-items-center gap-3 px-6 text-center">
          <KindIcon file={file} className="size-20 text-white/60" />
          <p className="mt-2 max-w-md break-words font-medium text-lg">{file.fileName}</p>
          <p className="-mt-1 text-sm text-white/70">{formatBytes(file.fileSize)}</p>
          <p className="max-w-md text-sm text-white/70">{noPreviewWords(file)}</p>
          <Button look="onDark" className="mt-3 bg-white/12" onClick={() => onDownload(file)}>
            <Download aria-hidden="true" />
            Download original
          </Button>
        </div>
      )}
    </div>
  );
};

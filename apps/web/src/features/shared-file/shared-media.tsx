import { inlineTypes, type SharedFileView } from "@cloudpix/domain";
import { KindIcon } from "../files/kind-icon.tsx";
import { placeholderColour } from "../files/placeholder-colour.ts";
import { renditionOf } from "../files/rendition-of.ts";

/** Where the bytes of a visit are. All of them check the link on every request. */
export type SharedMediaUrls = {
  /** The original as it is, with Range: for players, and for pictures without a preview. */
  file: string;
  /** The original as an attachment under its own name. */
  download: string;
};

const frame = "max-h-[74dvh] max-w-full rounded-2xl shadow-card";

const Picture = ({ file, urls }: { file: SharedFileView; urls: SharedMediaUrls }) => {
  const large = renditionOf(file.thumbnail, "preview", "medium");
  const medium = renditionOf(file.thumbnail, "medium");
  return (
    <img
      src={large?.url ?? urls.file}
      srcSet={
        large && medium && large !== medium
          ? `${medium.url} ${medium.width}w, ${large.url} ${large.width}w`
          : undefined
      }
      sizes="(min-width: 72rem) 70rem, 100vw"
      width={large?.width ?? file.width}
      height={large?.height ?? file.height}
      alt={file.fileName}
      fetchPriority="high"
      style={{ backgroundColor: placeholderColour(file.thumbnail.thumbhash) }}
      className={`${frame} h-auto w-auto object-contain`}
    />
  );
};

const Card = ({ file }: { file: SharedFileView }) => (
  <div className="grid w-full max-w-md justify-items-center gap-4 rounded-3xl border border-line bg-surface px-8 py-20 text-center shadow-card">
    <KindIcon kind={file.kind} className="size-20 text-ink-soft" />
    {file.thumbnail.state === "pending" ? (
      <p className="text-ink-soft text-sm">A preview is being made. You can download the file already.</p>
    ) : null}
  </div>
);

/** The shared file as large as it can be shown: picture, player, or a card where a browser cannot show it. */
export const SharedMedia = ({ file, urls }: { file: SharedFileView; urls: SharedMediaUrls }) => {
  const isInline = inlineTypes.has(file.contentType);
  const hasPicture = renditionOf(file.thumbnail, "preview", "medium") !== undefined;
  if (file.kind === "image" && (hasPicture || isInline)) return <Picture file={file} urls={urls} />;
  if (file.kind === "video" && isInline)
    return (
      // biome-ignore lint/a11y/useMediaCaption: people's own recordings come without captions
      <video
        controls
        playsInline
        preload="metadata"
        src={urls.file}
        poster={renditionOf(file.thumbnail, "preview", "medium")?.url}
        aria-label={file.fileName}
        className={frame}
      />
    );
  if (file.kind === "audio" && isInline)
    return (
      <div className="grid w-full max-w-md justify-items-center gap-8 rounded-3xl border border-line bg-surface px-8 py-14 shadow-card">
        <KindIcon kind="audio" className="size-20 text-ink-soft" />
        {/* biome-ignore lint/a11y/useMediaCaption: people's own recordings come without captions */}
        <audio controls preload="metadata" src={urls.file} aria-label={file.fileName} className="w-full" />
      </div>
    );
  if (hasPicture) return <Picture file={file} urls={urls} />;
  return <Card file={file} />;
};

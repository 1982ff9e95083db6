import { inlineTypes, type SharedFileView } from "@cloudpix/domain";
import { placeholderColour } from "../files/placeholder-colour.ts";
import { renditionOf } from "../files/rendition-of.ts";
import { EnlargingPicture } from "./enlarging-picture.tsx";
import { largePictureOf } from "./large-picture-of.ts";
import type { SharedMediaUrls } from "./shared-media-urls.ts";

// As high as leaves room for the words and the download below it, and half the window at least.
const frame =
  "max-h-[max(50dvh,100dvh-20rem)] max-w-full rounded-2xl shadow-card sm:max-h-[max(50dvh,100dvh-16rem)]";

const hasPicture = ({ thumbnail }: SharedFileView) =>
  renditionOf(thumbnail, "preview", "medium") !== undefined;

/** How a browser can show this file to its visitor. `card`: not at all. */
export const showingOf = (file: SharedFileView): "picture" | "video" | "audio" | "card" => {
  const isInline = inlineTypes.has(file.contentType);
  if (file.kind === "image" && (hasPicture(file) || isInline)) return "picture";
  if ((file.kind === "video" || file.kind === "audio") && isInline) return file.kind;
  return hasPicture(file) ? "picture" : "card";
};

type Props = { file: SharedFileView; urls: SharedMediaUrls };

/** The shared picture as large as the page can show it, and larger on demand. */
export const SharedPicture = ({ file, urls }: Props) => {
  const large = renditionOf(file.thumbnail, "preview", "medium");
  const medium = renditionOf(file.thumbnail, "medium");
  return (
    <EnlargingPicture picture={largePictureOf(file, urls)}>
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
    </EnlargingPicture>
  );
};

/** The shared film with its player. */
export const SharedVideo = ({ file, urls }: Props) => (
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

/** The shared recording with its player. */
export const SharedAudio = ({ file, urls }: Props) => (
  // biome-ignore lint/a11y/useMediaCaption: people's own recordings come without captions
  <audio controls preload="metadata" src={urls.file} aria-label={file.fileName} className="w-full" />
);

import { inlineTypes, type SharedFileView } from "@cloudpix/domain";
import { renditionOf } from "../files/rendition-of.ts";
import type { SharedMediaUrls } from "./shared-media-urls.ts";

/** A shared picture as it fills the window. */
export type LargePicture = {
  fileName: string;
  /** What is shown first. */
  url: string;
  /** The same for the address bar. */
  shownUrl: string;
  /** Of the sharpest that can be shown; undefined while nobody has measured it. */
  width: number | undefined;
  height: number | undefined;
  /** What is shown in its place to whoever zooms in; undefined where there is nothing sharper that browsers draw. */
  original: string | undefined;
  download: string;
};

/** The preview, and behind it the original where browsers draw its type; the original at once where there is no preview. */
export const largePictureOf = (file: SharedFileView, urls: SharedMediaUrls): LargePicture => {
  const preview = renditionOf(file.thumbnail, "preview", "medium");
  const url = preview?.url ?? urls.file;
  const isDrawn = file.kind === "image" && inlineTypes.has(file.contentType);
  const original = preview && isDrawn && (file.width ?? 0) > preview.width ? urls.file : undefined;
  const { width, height } = preview === undefined || original !== undefined ? file : preview;
  const { download } = urls;
  return { fileName: file.fileName, url, shownUrl: urls.shown(url), width, height, original, download };
};

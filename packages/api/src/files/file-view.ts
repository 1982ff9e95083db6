import {
  type FileRecord,
  type FileView,
  inlineTypes,
  type Rendition,
  type RenditionView,
  type SharedFileView,
  type Thumbnail,
  type ThumbnailView,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";

type Signing = Pick<Services, "blobs" | "now">;

const present = <T>(value: T | null): T | undefined => value ?? undefined;

/** The state of a file's pictures with a URL made for each; the Open Graph card is for chat previews only and left out. */
export const toThumbnailView = async (
  thumbnail: Thumbnail,
  urlOf: (rendition: Rendition) => string | Promise<string>,
): Promise<ThumbnailView> => ({
  state: thumbnail.state,
  reason: present(thumbnail.reason),
  thumbhash: present(thumbnail.thumbhash),
  renditions: await Promise.all(
    thumbnail.renditions
      .filter(({ name }) => name !== "og")
      .map(
        async (rendition): Promise<RenditionView> => ({
          name: rendition.name,
          url: await urlOf(rendition),
          width: rendition.width,
          height: rendition.height,
          contentType: rendition.contentType,
        }),
      ),
  ),
});

/** A read URL of the original. Types that a browser would run are only ever saved, whoever asks for `inline`. */
export const signOriginal = (
  { blobs, now }: Signing,
  file: FileRecord,
  wanted: "inline" | "attachment",
): Promise<string> =>
  blobs.signRead(
    { container: "cloudpix-files", name: file.blobName },
    {
      fileName: file.fileName,
      contentType: file.contentType,
      disposition: inlineTypes.has(file.contentType) ? wanted : "attachment",
      now: now(),
    },
  );

/** What a visitor may see of a file; `urlOf` gives addresses on the share page, never of the storage. */
export const toSharedFileView = async (
  file: FileRecord,
  urlOf: (rendition: Rendition) => string,
): Promise<SharedFileView> => ({
  fileName: file.fileName,
  fileSize: file.fileSize,
  contentType: file.contentType,
  uploadDate: file.uploadDate,
  kind: file.kind,
  width: present(file.width),
  height: present(file.height),
  durationMs: present(file.durationMs),
  thumbnail: await toThumbnailView(file.thumbnail, urlOf),
});

/** What an owner sees of their file, with read URLs made for this answer. `shareCount`: links that still lead to it. */
export const toFileView = async (
  services: Signing,
  file: FileRecord,
  shareCount: number,
): Promise<FileView> => {
  const renditionUrl = ({ blobName, contentType, name }: Rendition) =>
    services.blobs.signRead(
      { container: "cloudpix-thumbnails", name: blobName },
      { fileName: `${name}-${file.fileName}`, contentType, disposition: "inline", now: services.now() },
    );
  const hasBytes = file.status !== "uploading";
  return {
    fileId: file.fileId,
    userId: file.userId,
    fileName: file.fileName,
    blobUrl: hasBytes ? await signOriginal(services, file, "inline") : null,
    fileSize: file.fileSize,
    contentType: file.contentType,
    uploadDate: file.uploadDate,
    status: file.status,
    kind: file.kind,
    width: present(file.width),
    height: present(file.height),
    durationMs: present(file.durationMs),
    takenAt: present(file.takenAt),
    thumbnail: await toThumbnailView(file.thumbnail, renditionUrl),
    isShared: shareCount > 0,
    shareCount,
  };
};

import {
  type FileRecord,
  type FileView,
  inlineTypes,
  type LinkedFileView,
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

const signThumbnail = (services: Signing, { thumbnail, fileName }: FileRecord): Promise<ThumbnailView> =>
  toThumbnailView(thumbnail, ({ blobName, contentType, name }) =>
    services.blobs.signRead(
      { container: "cloudpix-thumbnails", name: blobName },
      { fileName: `${name}-${fileName}`, contentType, disposition: "inline", now: services.now() },
    ),
  );

/** What an owner's link says of the file it leads to. */
export const toLinkedFileView = async (services: Signing, file: FileRecord): Promise<LinkedFileView> => ({
  fileId: file.fileId,
  fileName: file.fileName,
  contentType: file.contentType,
  fileSize: file.fileSize,
  uploadDate: file.uploadDate,
  kind: file.kind,
  thumbnail: await signThumbnail(services, file),
});

/** What an owner sees of their file, with read URLs made for this answer. `shareCount`: links that still lead to it. */
export const toFileView = async (
  services: Signing,
  file: FileRecord,
  shareCount: number,
): Promise<FileView> => {
  const hasBytes = file.status !== "uploading" && file.status !== "receiving";
  return {
    ...(await toLinkedFileView(services, file)),
    userId: file.userId,
    blobUrl: hasBytes ? await signOriginal(services, file, "inline") : null,
    status: file.status,
    trashedDate: file.status === "trashed" ? file.statusDate : undefined,
    width: present(file.width),
    height: present(file.height),
    durationMs: present(file.durationMs),
    takenAt: present(file.takenAt),
    isShared: shareCount > 0,
    shareCount,
  };
};

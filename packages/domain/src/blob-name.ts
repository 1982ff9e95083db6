import type { FileRecord } from "./file.ts";
import type { RenditionName } from "./thumbnail.ts";

type Owned = Pick<FileRecord, "userId" | "fileId">;

const folder = ({ userId, fileId }: Owned) => `${userId}/${fileId}/`;

/** Where the original lies in `cloudpix-files`. */
export const originalBlobName = (file: Owned & { fileName: string }): string => folder(file) + file.fileName;

/** Where a direct upload lands in `cloudpix-incoming` before it is checked. */
export const incomingBlobName = ({ userId, fileId }: Owned): string => `${userId}/${fileId}`;

/** Where a rendition lies in `cloudpix-thumbnails`. `version` keeps a URL's bytes unchanging when a picture is drawn anew. */
export const renditionBlobName = (file: Owned, name: RenditionName, version: string): string =>
  `${folder(file)}${name}-${version}`;

/** What every blob of a file begins with, in every container but `cloudpix-incoming`. */
export const blobFolder = folder;

/** What every blob of an owner begins with, in every container. */
export const ownerFolder = ({ userId }: Pick<FileRecord, "userId">): string => `${userId}/`;

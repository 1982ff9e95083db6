import type { FileRecord } from "./file.ts";
import { toBase64Url } from "./ids.ts";
import type { RenditionName } from "./thumbnail.ts";

const announcementBytes = 6;

/**
 * A place in `cloudpix-files` for the original of a file that is announced now: no other announcement has it, not even one
 * of the same file. It names the announcement for as long as the file is there, and begins the names of all its blobs.
 */
export const newBlobName = ({
  userId,
  fileId,
  fileName,
}: Pick<FileRecord, "userId" | "fileId" | "fileName">): string => {
  const announcement = toBase64Url(crypto.getRandomValues(new Uint8Array(announcementBytes)));
  return `${userId}/${fileId}/${announcement}/${fileName}`;
};

type Placed = Pick<FileRecord, "blobName">;

/** The name that a file was announced under, which a renaming leaves alone. */
export const announcedName = ({ blobName }: Placed): string => blobName.slice(blobName.lastIndexOf("/") + 1);

/** What every blob of this announcement of a file begins with, in every container but `cloudpix-incoming`. */
export const blobFolder = ({ blobName }: Placed): string => blobName.slice(0, blobName.lastIndexOf("/") + 1);

/** Where a direct upload lands in `cloudpix-incoming` before it is checked. */
export const incomingBlobName = ({ blobName }: Placed): string =>
  blobName.slice(0, blobName.lastIndexOf("/"));

/** Where a rendition lies in `cloudpix-thumbnails`. `version` keeps a URL's bytes unchanging when a picture is drawn anew. */
export const renditionBlobName = (file: Placed, name: RenditionName, version: string): string =>
  `${blobFolder(file)}${name}-${version}`;

/** What every blob of an owner begins with, in every container. */
export const ownerFolder = ({ userId }: Pick<FileRecord, "userId">): string => `${userId}/`;

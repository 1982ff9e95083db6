import {
  type FileId,
  type FileRecord,
  kindOf,
  newBlobName,
  noThumbnail,
  settleContentType,
  toInstant,
  typeOfName,
  unknownType,
} from "@cloudpix/domain";

/** What is known of a file before its bytes arrive. `fileSize` is the space its row stands for. */
type Announced = { fileName: string; fileSize: number; contentType?: string | undefined };

/** What it is said to be: declared, or by its name where whoever declared it did not know. */
const labelOf = ({ fileName, contentType }: Announced): string | undefined =>
  contentType === undefined || contentType === unknownType ? typeOfName(fileName) : contentType;

/** The row of an upload that begins at `now`. Its type is what it is said to be until its bytes say more. */
export const newFile = (userId: string, fileId: FileId, announced: Announced, now: Date): FileRecord => {
  const { fileName, fileSize } = announced;
  const contentType = settleContentType(undefined, labelOf(announced));
  return {
    fileId,
    userId,
    fileName,
    contentType,
    kind: kindOf(contentType),
    fileSize,
    sha256: null,
    status: "uploading",
    statusDate: toInstant(now),
    verifiedDate: null,
    blobName: newBlobName({ userId, fileId, fileName }),
    storageAccount: 0,
    uploadDate: toInstant(now),
    takenAt: null,
    width: null,
    height: null,
    durationMs: null,
    thumbnail: noThumbnail(),
  };
};

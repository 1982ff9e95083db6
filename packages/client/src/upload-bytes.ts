import type { CloudPix } from "./create-cloudpix.ts";
import type { FileView } from "./upload/upload-options.ts";

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Uploads a file that fits in memory and answers with it once its bytes are verified. At most 256 MiB.
 * @throws CloudPixError what {@link errorCodeOf} names; Error when storage refuses the bytes
 */
export const uploadBytes = async (
  pix: CloudPix,
  {
    fileName,
    bytes,
    contentType,
  }: { fileName: string; bytes: Uint8Array<ArrayBuffer>; contentType?: string },
): Promise<FileView> => {
  const ticket = await pix.files.createUpload.mutate({
    fileName,
    fileSize: bytes.length,
    ...(contentType === undefined ? {} : { contentType }),
  });
  const sent = await fetch(ticket.uploadUrl, {
    method: "PUT",
    headers: { "x-ms-blob-type": "BlockBlob", "content-type": "application/octet-stream" },
    body: bytes,
  });
  if (!sent.ok) throw new Error(`Storage refused the bytes with status ${sent.status}.`);
  const sha256 = hex(await crypto.subtle.digest("SHA-256", bytes));
  return pix.files.completeUpload.mutate({ fileId: ticket.fileId, sha256 });
};

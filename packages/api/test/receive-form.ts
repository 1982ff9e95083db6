import type { FileView } from "@cloudpix/domain";
import { type ReceivedFile, receiveUpload } from "../src/files/receive-upload.ts";
import { jpegBytes, type World } from "./world.ts";

/** A sender's stream: the bytes in pieces, then `end`, which may fail. */
export async function* inPieces(bytes: Uint8Array, end: () => void = () => {}, pieceBytes = 1_000) {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  end();
}

/** What `receiveUpload` makes of one part of a form: a picture of 5,000 bytes, but for what is given. */
export const receiveForm = async (
  { services }: World,
  person: { user: { userId: string } },
  given: Partial<ReceivedFile> = {},
): Promise<FileView> => {
  const user = await services.db.users.get(person.user.userId);
  if (user === null) throw new Error("the user is gone");
  return receiveUpload(services, user, {
    fileName: "beach.jpg",
    declaredType: "image/jpeg",
    maxBytes: Number.POSITIVE_INFINITY,
    source: inPieces(jpegBytes(5_000)),
    signal: new AbortController().signal,
    ...given,
  });
};

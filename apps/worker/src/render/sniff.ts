import { renderableTypes } from "@cloudpix/domain";
import { fileTypeFromBuffer } from "file-type";

// An animated PNG is a PNG to the decoder, which draws its first frame.
const drawable = new Set([...renderableTypes, "image/apng"]);

/**
 * Whether the bytes look like a picture we draw; a look is not enough, the decode decides. All bytes are offered,
 * because a TIFF keeps the directory that tells it from a raw camera file at its end.
 */
export const isDrawable = async (bytes: Uint8Array): Promise<boolean> => {
  const type = await fileTypeFromBuffer(bytes);
  return type !== undefined && drawable.has(type.mime);
};

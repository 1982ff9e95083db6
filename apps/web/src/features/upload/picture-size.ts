import { inlineTypes } from "@cloudpix/domain";

/** In pixels, upright as a person sees it. */
export type PictureSize = { width: number; height: number };

/**
 * The shape of a picture on this device, so that its tile has it before the server has seen a byte. Null for files that
 * are no pictures or that this browser cannot read. Reads the head only where the browser lets it. Browser only.
 */
export const readPictureSize = async (file: File): Promise<PictureSize | null> => {
  if (!file.type.startsWith("image/") || !inlineTypes.has(file.type)) return null;
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    // Loaded, not decoded: the size is known and already turned as EXIF says, and no pixels are kept.
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    const { naturalWidth: width, naturalHeight: height } = image;
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    // A damaged picture: the worker will say so in words.
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
};

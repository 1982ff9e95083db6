import { SECOND_MS } from "@cloudpix/domain";

/** Pixels of a picture we decode; above, a small file can claim gigabytes of memory. */
export const maxPicturePixels = 100_000_000;

/**
 * Bytes of a picture we read into memory. 100 megapixels at best JPEG quality stay well below; what is larger is
 * an uncompressed master, and three of them at once must not exhaust the worker.
 */
export const maxPictureBytes = 128 * 1024 * 1024;

/** How long one decode may take before the decoder itself gives up: deterministic, so the file is marked. */
export const decodeSeconds = 30;

/** How long the render process may be silent before it is killed: only what ignores the decoder's own limit gets here. */
export const renderWallMs = 45 * SECOND_MS;

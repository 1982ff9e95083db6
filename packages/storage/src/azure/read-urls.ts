import type { BlobClient } from "@azure/storage-blob";
import type { BlobRef, ReadUrlOptions } from "../blob-store.ts";
import { contentDisposition } from "../content-disposition.ts";
import { readCacheControl, readUrlExpiry } from "../read-window.ts";
import type { SignUrl } from "./sign-url.ts";

const REMEMBERED_URLS = 10_000;

/**
 * Signs read URLs and remembers the last 10,000 (about 8 MB), so that a page of files is not signed again on each request
 * and a delegation key that changes within a window does not change the URL.
 */
export const createReadUrls = (clientOf: (blob: BlobRef) => BlobClient, signUrl: SignUrl) => {
  const remembered = new Map<string, string>();

  return async (
    blob: BlobRef,
    { fileName, contentType, disposition, now }: ReadUrlOptions,
  ): Promise<string> => {
    const expiresOn = readUrlExpiry(now);
    const key = JSON.stringify([blob.container, blob.name, +expiresOn, fileName, contentType, disposition]);
    const known = remembered.get(key);
    if (known !== undefined) return known;

    const grant = {
      permissions: "r",
      expiresOn,
      contentType,
      contentDisposition: contentDisposition(disposition, fileName),
      cacheControl: readCacheControl,
    } as const;
    const url = await signUrl(clientOf(blob), grant, now);
    const oldest = remembered.size >= REMEMBERED_URLS ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, url);
    return url;
  };
};

import type { BlobRef, ReadUrlOptions } from "../blob-store.ts";
import { contentDisposition } from "../content-disposition.ts";
import { incomingContainer } from "../names.ts";
import { readCacheControl, readUrlExpiry } from "../read-window.ts";

/** What a URL stands for: one blob, one permission, an end, and the headers a read answers with. */
export type MemoryGrant = {
  blob: BlobRef;
  permission: "r" | "cw";
  expiresAt: Date;
  headers: Record<string, string>;
};

const urlOf = ({ blob, permission, expiresAt, headers }: MemoryGrant): string => {
  const path = [blob.container, ...blob.name.split("/")].map(encodeURIComponent).join("/");
  const query = new URLSearchParams({ sp: permission, se: expiresAt.toISOString(), ...headers });
  return `https://memory.invalid/${path}?${query}`;
};

/** Gives out URLs of `https://memory.invalid` and knows them again; what was not given out has no valid signature. */
export const createMemoryUrls = () => {
  const issued = new Map<string, MemoryGrant>();
  const issue = (grant: MemoryGrant): string => {
    const url = urlOf(grant);
    issued.set(url, grant);
    return url;
  };
  return {
    upload: (name: string, expiresAt: Date): string =>
      issue({ blob: { container: incomingContainer, name }, permission: "cw", expiresAt, headers: {} }),

    read: (blob: BlobRef, { fileName, contentType, disposition, now }: ReadUrlOptions): string =>
      issue({
        blob,
        permission: "r",
        expiresAt: readUrlExpiry(now),
        headers: {
          "content-type": contentType,
          "content-disposition": contentDisposition(disposition, fileName),
          "cache-control": readCacheControl,
        },
      }),

    /** Null when storage would answer 403. */
    open: (url: string, permission: MemoryGrant["permission"], now: Date): MemoryGrant | null => {
      const grant = issued.get(url);
      return grant && grant.permission === permission && now < grant.expiresAt ? grant : null;
    },
  };
};

import {
  type BlobClient,
  type BlobGenerateSasUrlOptions,
  BlobSASPermissions,
  SASProtocol,
} from "@azure/storage-blob";

/** What a URL allows, on one blob and until when; for reading also the headers that storage will answer with. */
export type Grant = {
  permissions: "r" | "cw";
  expiresOn: Date;
  contentType?: string;
  contentDisposition?: string;
  cacheControl?: string;
};

/** Signs a URL for one blob. `now` chooses the key where keys change with time. */
export type SignUrl = (blob: BlobClient, grant: Grant, now: Date) => Promise<string>;

/** The SDK's form of a grant: no start time (clocks differ), and https only unless the account itself is reached by http. */
export const sasOptions = (blobUrl: string, grant: Grant): BlobGenerateSasUrlOptions => ({
  ...grant,
  permissions: BlobSASPermissions.parse(grant.permissions),
  protocol: blobUrl.startsWith("http:") ? SASProtocol.HttpsAndHttp : SASProtocol.Https,
});

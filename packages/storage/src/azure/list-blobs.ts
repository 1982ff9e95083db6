import type { ContainerClient, ContainerListBlobFlatSegmentResponse } from "@azure/storage-blob";
import { callStorage } from "./call-storage.ts";

const PAGE_BLOBS = 1_000;

/** A committed blob as a listing shows it. */
export type ListedBlob = { name: string; writtenAt: Date };

/**
 * The blobs of a container in the order of their names, fetched a page at a time.
 * Names before `startFrom` may still come (Azurite does not know the parameter), so callers compare for themselves.
 */
export async function* listBlobs(
  container: ContainerClient,
  options: { prefix?: string; startFrom?: string },
): AsyncGenerator<ListedBlob> {
  let continuationToken: string | undefined;
  do {
    const page: ContainerListBlobFlatSegmentResponse | null = await callStorage({
      name: "list blobs",
      run: async (abortSignal) => {
        const settings = { maxPageSize: PAGE_BLOBS, ...(continuationToken ? { continuationToken } : {}) };
        const { done, value } = await container
          .listBlobsFlat({ ...options, abortSignal })
          .byPage(settings)
          .next();
        return done ? null : value;
      },
    });
    for (const { name, properties } of page?.segment.blobItems ?? []) {
      yield { name, writtenAt: properties.lastModified };
    }
    continuationToken = page?.continuationToken || undefined;
  } while (continuationToken !== undefined);
}

import type { ContainerName } from "./blob-store.ts";

/** Every container, in the order they are made. */
export const containerNames = [
  "cloudpix-files",
  "cloudpix-thumbnails",
  "cloudpix-incoming",
] as const satisfies ContainerName[];

export const incomingContainer = "cloudpix-incoming" satisfies ContainerName;

export const queueNames = { work: "thumbnails", poison: "thumbnails-poison" } as const;

import type { CloudPix } from "@cloudpix/client";

// Calls that compile wherever the client does; nobody runs them.

/** A signal there may be or not. */
export const listFiles = (cloudpix: CloudPix, signal?: AbortSignal | undefined) =>
  cloudpix.files.list.query({ limit: 10 }, { signal });

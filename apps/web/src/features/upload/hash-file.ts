import type { Digests, HashAnswer, HashRequest } from "./hash-messages.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/**
 * Makes a file's digests in a worker of its own, so that the page stays smooth. Browser only.
 * @throws UnreadableFile when the device no longer gives the file out; the signal's reason when aborted
 */
export const hashFile = (
  request: HashRequest,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Digests> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL("./hash-file.worker.ts", import.meta.url), { type: "module" });
    const aborted = () => finish(() => reject(signal.reason));
    const finish = (settle: () => void) => {
      worker.terminate();
      signal.removeEventListener("abort", aborted);
      settle();
    };
    signal.addEventListener("abort", aborted);
    worker.onerror = () => finish(() => reject(new Error("The hashing worker could not start.")));
    worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
      if (data.type === "progress") onProgress(data.bytes);
      else if (data.type === "done") finish(() => resolve(data.digests));
      else finish(() => reject(new UnreadableFile(data.reason)));
    };
    worker.postMessage(request);
  });

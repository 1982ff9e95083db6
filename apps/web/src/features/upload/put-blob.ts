import { StorageRefusal } from "./storage-refusal.ts";

type Put = {
  url: string;
  body: Blob | string;
  /** Base64; storage refuses the body when it does not match. */
  md5?: string;
  signal: AbortSignal;
  onProgress?: (bytes: number) => void;
};

/** No byte for this long, while bytes leave, means the connection is dead, however open it looks. */
const silenceMs = 60_000;

/**
 * The same before the first byte and after the last, of which nothing is heard: a browser has six connections to a host
 * for all blocks of all files, and the device takes more bytes than the line.
 */
const waitMs = 300_000;

/**
 * PUTs to storage and tells how many bytes have left. XMLHttpRequest, because fetch cannot tell. Browser only.
 * @throws StorageRefusal when storage did not take it; the signal's reason when aborted
 */
export const putBlob = ({ url, body, md5, signal, onProgress }: Put): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    let silence = setTimeout(abort, waitMs);
    const settle = (done: () => void) => {
      clearTimeout(silence);
      signal.removeEventListener("abort", abort);
      done();
    };
    const refuse = () => settle(() => reject(new StorageRefusal(request.status)));
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(silence);
      silence = setTimeout(abort, loaded < total ? silenceMs : waitMs);
      onProgress?.(loaded);
    };
    request.onload = () => (request.status === 201 ? settle(resolve) : refuse());
    request.onerror = refuse;
    request.onabort = () => settle(() => reject(signal.aborted ? signal.reason : new StorageRefusal(0)));
    signal.addEventListener("abort", abort);
    request.open("PUT", url);
    if (md5 !== undefined) request.setRequestHeader("Content-MD5", md5);
    request.send(body);
  });

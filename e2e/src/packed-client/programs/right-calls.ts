import {
  type CloudPix,
  createCloudPix,
  type FileView,
  type Uploadable,
  type UploadOptions,
} from "@cloudpix/client";

// Calls that compile wherever the client does; nobody runs them.

/** One call for a file, a path and a stream, each alone and as whichever it is. */
export const uploadAny = async (
  cloudpix: CloudPix,
  { file, path, stream }: { file: File; path: string; stream: ReadableStream<Uint8Array> },
  options: { onProgress: (progress: { sentBytes: number }) => void; signal: AbortSignal },
): Promise<FileView[]> => {
  const alone = [
    await cloudpix.upload(file, options),
    await cloudpix.upload(path, options),
    await cloudpix.upload(stream, options),
  ];
  const any: (File | string | ReadableStream<Uint8Array>)[] = [file, path, stream];
  return [...alone, ...(await Promise.all(any.map((one) => cloudpix.upload(one, options))))];
};

/** An `upload` of one's own around the client's. */
export const uploadNamed = (source: Uploadable, options: UploadOptions & { fileName: string }) =>
  createCloudPix({ url: "https://pix.example.com" }).upload(source, options);

/** A signal there may be or not. */
export const listFiles = (cloudpix: CloudPix, signal?: AbortSignal | undefined) =>
  cloudpix.files.list.query({ limit: 10 }, { signal });

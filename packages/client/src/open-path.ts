import type { UploadSource } from "./upload/upload-source.ts";

/** Where there are no files to open by a path. @throws TypeError always */
export const openPath = async (_path: string | URL): Promise<UploadSource> => {
  throw new TypeError("A path can be uploaded in Node only; please give a File, a Blob or its bytes.");
};

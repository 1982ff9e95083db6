import { createCloudPix, isCloudPixError } from "@cloudpix/client";

/** What the page is told: an upload of its own file, and how a browser hears of a refusal. */
export const uploadFromPage = async (url: string, token: string) => {
  const cloudpix = createCloudPix({ url, token });
  const file = await cloudpix.upload(new File(["from a page"], "page.txt", { type: "text/plain" }));
  const byPath = await cloudpix.upload("/etc/hosts").catch((error: unknown) => String(error));
  const missing = await cloudpix.files.get
    .query({ fileId: "01999999-0000-7000-8000-000000000001" })
    .catch((error: unknown) => (isCloudPixError(error, "file.not_found") ? error.status : error));
  return { fileId: file.fileId, status: file.status, byPath, missing };
};

import { AppError } from "@cloudpix/domain";

const message = "A body with a content-encoding is not accepted here. Please send it as it is.";

/**
 * For bodies that are read as they come.
 * @throws AppError `input.media_type` when this one was packed, with gzip for instance
 */
export const requirePlainBody = ({ headers }: Request): void => {
  const encoding = headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  if (encoding !== "" && encoding !== "identity") throw new AppError("input.media_type", { message });
};

import { AppError, isAppError } from "@cloudpix/domain";
import { requirePlainBody } from "./require-plain-body.ts";

const toRefusal = (error: unknown) =>
  isAppError(error)
    ? error
    : new AppError("input.invalid", { message: "The request stopped before its end.", cause: error });

/**
 * The body of a request as text, read no further than `maxBytes`.
 * @throws AppError `input.too_large`, `input.media_type` when it is packed, `input.invalid` when it is not UTF-8 or its sender left off in the middle
 */
export const limitedBody = async (request: Request, maxBytes: number): Promise<string> => {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new AppError("input.too_large");
  const parts: Uint8Array[] = [];
  let length = 0;
  if (request.body !== null) {
    requirePlainBody(request);
    try {
      // Cancelling what is left would cut the connection, and with it the answer.
      for await (const part of request.body.values({ preventCancel: true })) {
        length += part.length;
        if (length > maxBytes) throw new AppError("input.too_large");
        parts.push(part);
      }
    } catch (error) {
      throw toRefusal(error);
    }
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
  } catch (cause) {
    throw new AppError("input.invalid", { message: "The request is not valid UTF-8.", cause });
  }
};

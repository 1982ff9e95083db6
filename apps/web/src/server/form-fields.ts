import { AppError } from "@cloudpix/domain";
import { limitedBody } from "./limited-body.ts";

/**
 * The fields of a form as a browser sends it without scripts, read no further than `maxBytes`.
 * @throws AppError `input.media_type`, `input.too_large`, `input.invalid`
 */
export const formFields = async (request: Request, maxBytes: number): Promise<URLSearchParams> => {
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new AppError("input.media_type");
  return new URLSearchParams(await limitedBody(request, maxBytes));
};

import { AppError, limits } from "@cloudpix/domain";
import { limitedBody } from "../limited-body.ts";

/**
 * The JSON of a request; no body at all is an empty object.
 * @throws AppError `input.too_large` above 64 KiB, `input.media_type` when it is not declared as JSON, `input.invalid`
 */
export const readJsonBody = async (request: Request): Promise<unknown> => {
  const text = await limitedBody(request, limits.jsonBodyBytes);
  if (text === "") return {};
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("input.media_type");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("input.invalid", { message: "The request is not valid JSON.", cause });
  }
};

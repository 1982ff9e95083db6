import type { APIRequestContext, APIResponse } from "@playwright/test";

export type Refusal = { status: number; code: string; sentence: string; requestId: string };

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** A field that is missing must not pass for a word: every check below it would hold. */
const text = (value: unknown, name: string, body: unknown): string => {
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`the refusal has no ${name}: ${JSON.stringify(body)}`);
};

/**
 * What a caller is told when a call fails, whether tRPC or the server around it refused.
 * @throws Error when it did not fail, or does not tell code, sentence and request id
 */
export const refusalOf = async (response: APIResponse): Promise<Refusal> => {
  const body: unknown = await response.json();
  if (response.ok()) throw new Error(`expected a refusal, got ${response.status()} ${JSON.stringify(body)}`);
  const error = field(body, "error");
  const data = field(error, "data") ?? body;
  return {
    status: response.status(),
    code: text(field(data, "appCode") ?? field(data, "code"), "code", body),
    sentence: text(field(error, "message") ?? error, "sentence", body),
    requestId: text(field(data, "requestId"), "requestId", body),
  };
};

/** Posts a body exactly as given. */
export const postRaw = (
  request: APIRequestContext,
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<APIResponse> =>
  request.post(path, { data: body, headers: { "content-type": "application/json", ...headers } });

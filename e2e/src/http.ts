import type { APIRequestContext, APIResponse } from "@playwright/test";

export type Refusal = { status: number; code: string; sentence: string; requestId: string };

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** What a caller is told when a call fails, whether tRPC or the server around it refused. @throws Error when it did not fail */
export const refusalOf = async (response: APIResponse): Promise<Refusal> => {
  const body: unknown = await response.json();
  const error = field(body, "error");
  const data = field(error, "data") ?? body;
  const sentence = field(error, "message") ?? error;
  if (response.ok()) throw new Error(`expected a refusal, got ${response.status()} ${JSON.stringify(body)}`);
  return {
    status: response.status(),
    code: String(field(data, "appCode") ?? field(data, "code")),
    sentence: String(sentence),
    requestId: String(field(data, "requestId")),
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

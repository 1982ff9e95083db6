import { type ErrorCode, errorSentences } from "@cloudpix/domain";
import { z } from "zod";

/** What a failed call carries over the wire, as far as pages care. */
const WireError = z.object({
  message: z.string(),
  data: z.object({
    appCode: z.string().refine((code): code is ErrorCode => Object.hasOwn(errorSentences, code)),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).catch([]),
    requestId: z.string().optional().catch(undefined),
  }),
});

/** Why a call failed, or undefined when no answer of ours came back (no network, a proxy's page). */
export const readWireError = (error: unknown) => {
  const parsed = WireError.safeParse(error);
  if (!parsed.success) return undefined;
  const { message, data } = parsed.data;
  return { code: data.appCode, message, issues: data.issues, requestId: data.requestId };
};

/** The sentence a person reads when a call failed. */
export const sentenceOf = (error: unknown): string =>
  readWireError(error)?.message ?? "CloudPix does not answer. Please check your connection and try again.";

/** The sentence for each refused field, by its name. */
export const fieldErrorsOf = (error: unknown): Map<string, string> =>
  new Map((readWireError(error)?.issues ?? []).map(({ path, message }) => [path, message]));

/** True where the same call may succeed a moment later; a refusal stays a refusal. */
export const isWorthRepeating = (error: unknown): boolean => {
  const code = readWireError(error)?.code;
  return code === undefined || code === "dependency.unavailable";
};

const signedOut: ReadonlySet<ErrorCode> = new Set([
  "auth.required",
  "auth.token_invalid",
  "auth.token_expired",
]);

/** Takes a person whose session has ended to the sign-in page, and back here afterwards. */
export const leaveWhenSignedOut = (error: unknown): void => {
  const code = readWireError(error)?.code;
  if (code === undefined || !signedOut.has(code)) return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
};

import { unlockShare } from "@cloudpix/api";
import { type ErrorCode, isAppError, limits, UnlockShareInput } from "@cloudpix/domain";
import { errorResponse } from "./error-response.ts";
import { formFields } from "./form-fields.ts";
import { reportFailure } from "./report-failure.ts";
import { requestContext } from "./request-context.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { backToPage, enterVisit, saysHuman } from "./visit-redirect.ts";

/** What the page is told; why a link is dead it finds out for itself. */
const told = new Set<ErrorCode>(["share.password_wrong", "rate.limited", "dependency.unavailable"]);

/** Where a browser says so, the form was this site's own: another one must not make its visitors guess. */
const requireOwnForm = ({ headers }: Request, publicOrigin: string) => {
  if (headers.has("sec-fetch-site")) requireSameOrigin(headers, publicOrigin);
};

/**
 * The form of a locked link: one counted access for the right password, then back to the page, which works without
 * scripts and without cookies. The page says why when the link does not open.
 */
export const handleUnlock = async (request: Request, given: string): Promise<Response> => {
  const context = requestContext(request);
  const { publicOrigin } = context.services.settings;
  const back = (refusal?: ErrorCode) =>
    backToPage(publicOrigin, given, {
      ...(refusal === undefined ? {} : { refusal }),
      human: saysHuman(request),
    });
  try {
    requireOwnForm(request, publicOrigin);
    const fields = await formFields(request, limits.jsonBodyBytes);
    const input = UnlockShareInput.safeParse({ linkId: given, password: fields.get("password") ?? "" });
    // A link id that is none, or more than any password has: the page knows what to say.
    if (!input.success) return back("share.password_wrong");
    return enterVisit(publicOrigin, input.data.linkId, await unlockShare(context, input.data));
  } catch (error) {
    if (!isAppError(error)) return errorResponse(error, context.requestId);
    if (told.has(error.code)) {
      reportFailure(error, context.requestId);
      return back(error.code);
    }
    return error.code.startsWith("share.") ? back() : errorResponse(error, context.requestId);
  }
};

import { toAppError, unlockShare } from "@cloudpix/api";
import { limits, UnlockShareInput } from "@cloudpix/domain";
import { errorResponse } from "./error-response.ts";
import { failureResponse } from "./failure-response.ts";
import { formFields } from "./form-fields.ts";
import { isOurs } from "./report-failure.ts";
import { requestContext } from "./request-context.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { isUnlockRefusal } from "./unlock-refusal.ts";
import { backToPage, enterVisit, pageUrl, saysHuman } from "./visit-redirect.ts";

/** Where a browser says so, the form was this site's own: another one must not make its visitors guess. */
const requireOwnForm = ({ headers }: Request, publicOrigin: string) => {
  if (headers.has("sec-fetch-site")) requireSameOrigin(headers, publicOrigin);
};

/**
 * The form of a locked link: one counted access for the right password, then back to the page, which works without
 * scripts and without cookies. The page says why when the link does not open; a failure of ours is told here.
 */
export const handleUnlock = async (request: Request, given: string): Promise<Response> => {
  const context = requestContext(request);
  const { publicOrigin } = context.services.settings;
  const page = { publicOrigin, given, human: saysHuman(request) };
  try {
    requireOwnForm(request, publicOrigin);
    const fields = await formFields(request, limits.jsonBodyBytes);
    const input = UnlockShareInput.safeParse({ linkId: given, password: fields.get("password") ?? "" });
    // A link id that is none, or more than any password has: the page knows what to say.
    if (!input.success) return backToPage(page, "share.password_wrong");
    return enterVisit(publicOrigin, input.data.linkId, await unlockShare(context, input.data));
  } catch (thrown) {
    const error = toAppError(thrown);
    const { code } = error;
    if (isOurs(error)) return failureResponse(error, context.requestId, pageUrl(page));
    if (isUnlockRefusal(code)) return backToPage(page, code);
    return code.startsWith("share.") ? backToPage(page) : errorResponse(error, context.requestId);
  }
};

import { errorResponse } from "../../../../server/error-response.ts";
import { requestContext } from "../../../../server/request-context.ts";
import { sendLength } from "../../../../server/send-length.ts";
import { sharedAsset } from "../../../../server/shared-asset.ts";

type RouteContext = { params: Promise<{ linkId: string; asset: string }> };

const handler = async (request: Request, { params }: RouteContext): Promise<Response> => {
  const { services, requestId } = requestContext(request);
  try {
    return sendLength(await sharedAsset(request, services, await params));
  } catch (error) {
    return errorResponse(error, requestId);
  }
};

export { handler as GET, handler as HEAD };

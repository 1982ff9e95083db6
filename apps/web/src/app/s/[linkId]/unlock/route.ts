import { running } from "../../../../server/running.ts";
import { handleUnlock } from "../../../../server/unlock-handler.ts";
import { backToPage } from "../../../../server/visit-redirect.ts";

type RouteContext = { params: Promise<{ linkId: string }> };

export const POST = async (request: Request, { params }: RouteContext): Promise<Response> =>
  handleUnlock(request, (await params).linkId);

/** For an address that was kept: the form is on the page. Counts nothing. */
export const GET = async (_: Request, { params }: RouteContext): Promise<Response> =>
  backToPage(running().services.settings.publicOrigin, (await params).linkId);

import { bareStore } from "../../../../bare-store.ts";

type RouteContext = { params: Promise<{ linkId: string }> };

export const dynamic = "force-dynamic";

export const GET = async (_: Request, { params }: RouteContext): Promise<Response> => {
  const body = bareStore().open((await params).linkId);
  return new Response(body, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
};

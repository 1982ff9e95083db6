import { AppError } from "@cloudpix/domain";
import { handleEnter } from "./enter-handler.ts";
import { errorResponse } from "./error-response.ts";
import { requestContext } from "./request-context.ts";
import { shareAssets, sharedAsset } from "./shared-asset.ts";
import { handleUnlock } from "./unlock-handler.ts";
import { backToPage } from "./visit-redirect.ts";

type Handle = (request: Request, linkId: string, asset: string) => Promise<Response>;
type Methods = Readonly<Record<string, Handle | undefined>>;

const asset: Handle = (request, linkId, name) => {
  const { services } = requestContext(request);
  return sharedAsset(request, services, { linkId, asset: name });
};
/** For an address that was kept: the form is on the page. Counts nothing. */
const toForm: Handle = async (request, given) => {
  const { publicOrigin } = requestContext(request).services.settings;
  return backToPage({ publicOrigin, given });
};

const assetMethods: Methods = { GET: asset, HEAD: asset };
const steps: ReadonlyMap<string, Methods> = new Map([
  ["enter", { GET: handleEnter, HEAD: handleEnter }],
  ["unlock", { GET: toForm, HEAD: toForm, POST: handleUnlock }],
  ...shareAssets.map((name) => [name, assetMethods] as const),
]);

/** Everything that is answered below the page of a link, as `GET thumb`: what the tests of who may what go by. */
export const shareSteps: readonly string[] = [...steps].flatMap(([step, methods]) =>
  Object.keys(methods).map((method) => `${method} ${step}`),
);

/** What lies below the page of a share link: its entrance, the form of a locked one, and the bytes of a visit. */
export const handleShare = async (
  request: Request,
  { linkId, step }: { linkId: string; step: string },
): Promise<Response> => {
  const methods = steps.get(step);
  const allowed = Object.keys(methods ?? {}).join(", ");
  try {
    if (methods === undefined) throw new AppError("route.not_found");
    const handle = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
    if (handle === undefined) throw new AppError("route.method");
    return await handle(request, linkId, step);
  } catch (error) {
    return errorResponse(error, request.headers.get("x-request-id") ?? "", allowed);
  }
};

import { previewCardPicture, type Services, visitedFile } from "@cloudpix/api";
import { AppError, LinkId, RenditionName } from "@cloudpix/domain";
import { contentDisposition } from "@cloudpix/storage";
import { blobResponse } from "./blob-response.ts";
import { visitTokensOf } from "./visit-cookie.ts";

// Asked anew each time: a revoked link must not go on in a browser's cache. The ETag makes the answer short.
// Not transformed: compressing would break ranges and hide the length.
const cacheControl = "private, no-cache, no-transform";

/** Pictures that a visit opens; the card's is for chats, and a view without a visit. */
const visitRenditions = RenditionName.exclude(["og"]);

/** What `sharedAsset` knows by name: there is nothing else below a link. */
export const shareAssets = [...visitRenditions.options, "file", "og.jpg"] as const;

const card = async (request: Request, services: Services, linkId: LinkId) => {
  const picture = await previewCardPicture(services, linkId);
  if (picture === null) throw new AppError("route.not_found");
  const { blob, contentType } = picture;
  return blobResponse(request, services.blobs, blob, { contentType, disposition: "inline", cacheControl });
};

/**
 * What a share page shows and offers: `thumb`, `medium`, `preview` and `file` for a running visit, `og.jpg` for chats.
 * The link is read on every request, so that revoking, expiring and deleting bite at once.
 * @throws AppError `share.*`, `route.not_found`
 */
export const sharedAsset = async (
  request: Request,
  services: Services,
  given: { linkId: string; asset: string },
): Promise<Response> => {
  const linkId = LinkId.safeParse(given.linkId);
  if (!linkId.success) throw new AppError("share.not_found");
  if (given.asset === "og.jpg") return card(request, services, linkId.data);
  const tokens = visitTokensOf({
    inAddress: new URL(request.url).searchParams.get("v"),
    cookieHeader: request.headers.get("cookie"),
    publicOrigin: services.settings.publicOrigin,
  });
  const file = await visitedFile(services, linkId.data, tokens);
  if (given.asset === "file") {
    const original = { container: "cloudpix-files", name: file.blobName } as const;
    const { contentType, fileName } = file;
    const disposition = contentDisposition("attachment", fileName);
    return blobResponse(request, services.blobs, original, { contentType, disposition, cacheControl });
  }
  const name = visitRenditions.safeParse(given.asset);
  const rendition = file.thumbnail.renditions.find((candidate) => candidate.name === name.data);
  if (rendition === undefined) throw new AppError("route.not_found");
  const blob = { container: "cloudpix-thumbnails", name: rendition.blobName } as const;
  const { contentType } = rendition;
  return blobResponse(request, services.blobs, blob, { contentType, disposition: "inline", cacheControl });
};

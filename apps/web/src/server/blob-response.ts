import { AppError } from "@cloudpix/domain";
import type { BlobRef, BlobStore, ByteRange } from "@cloudpix/storage";

type Options = { contentType: string; disposition: string; cacheControl: string };

/**
 * `bytes=a-` and `bytes=a-b`; `bytes=-n` counted from the known end. Anything else asks for the whole (RFC 9110 §14.2).
 * Never ends behind the last byte; a start behind it is left for the caller to refuse.
 */
export const parseRange = (header: string | null, sizeBytes: number): ByteRange | null => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null) return null;
  const [, from = "", to = ""] = match;
  if (from === "" && to === "") return null;
  if (from === "") return { start: Math.max(0, sizeBytes - Number(to)) };
  if (to === "") return { start: Number(from) };
  return Number(to) < Number(from) ? null : { start: Number(from), end: Math.min(Number(to), sizeBytes - 1) };
};

const strong = (etag: string) => etag.replace(/^W\//, "");

/** Whether `If-None-Match` names this version: `*`, or a list in which weak and strong count alike (RFC 9110 §13.1.2). */
export const isKnownVersion = (header: string | null, etag: string): boolean =>
  header?.trim() === "*" ||
  [...(header ?? "").matchAll(/(?:W\/)?"[^"]*"/g)].some(([known]) => strong(known) === strong(etag));

const unsatisfiable = (sizeBytes: number) =>
  new Response(null, {
    status: 416,
    headers: { "content-range": `bytes */${sizeBytes}`, "cache-control": "no-store" },
  });

/**
 * Streams a blob in constant memory, the asked range of it or a 304. User bytes never run on this origin: the
 * server around adds a sandbox and `nosniff`, the caller chooses `attachment` for originals.
 * @throws AppError `file.not_found` when storage has no such blob
 */
export const blobResponse = async (
  request: Request,
  blobs: BlobStore,
  blob: BlobRef,
  { contentType, disposition, cacheControl }: Options,
): Promise<Response> => {
  const facts = await blobs.facts(blob);
  if (facts === null) throw new AppError("file.not_found");
  const headers = {
    "content-type": contentType,
    "content-disposition": disposition,
    "cache-control": cacheControl,
    "accept-ranges": "bytes",
    etag: facts.etag,
  };
  if (isKnownVersion(request.headers.get("if-none-match"), facts.etag))
    return new Response(null, { status: 304, headers });
  if (request.method === "HEAD") {
    return new Response(null, { headers: { ...headers, "content-length": String(facts.sizeBytes) } });
  }
  const ifRange = request.headers.get("if-range");
  const range =
    ifRange === null || ifRange === facts.etag
      ? parseRange(request.headers.get("range"), facts.sizeBytes)
      : null;
  if (range !== null && range.start >= facts.sizeBytes) return unsatisfiable(facts.sizeBytes);
  const read = range === null ? await blobs.read(blob) : await blobs.read(blob, range);
  if (read === null) throw new AppError("file.not_found");
  const length = { "content-length": String(read.lengthBytes) };
  if (range === null) return new Response(read.stream, { headers: { ...headers, ...length } });
  const contentRange = `bytes ${range.start}-${range.start + read.lengthBytes - 1}/${read.sizeBytes}`;
  return new Response(read.stream, {
    status: 206,
    headers: { ...headers, ...length, "content-range": contentRange },
  });
};

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { isKnownVersion } from "../blob-response.ts";
import { takesGzip } from "../compress-text.ts";

const zip = promisify(gzip);
const file = "node_modules/@scalar/api-reference/dist/browser/standalone.js";

type Bundle = { plain: Uint8Array<ArrayBuffer>; small: Uint8Array<ArrayBuffer>; etag: string };

const readBundle = async (): Promise<Bundle> => {
  const app = join(dirname(fileURLToPath(import.meta.url)), "../../..");
  const plain = new Uint8Array(await readFile(join(app, file)));
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  return { plain, small: new Uint8Array(await zip(plain)), etag };
};

let bundle: Promise<Bundle> | undefined;

/**
 * The script of the page to try the API out: one file that holds everything it needs. Read and compressed when it is
 * first asked for (about 4 MiB, 1 MiB compressed), then kept.
 */
export const scalarBundle = async ({ headers }: Request): Promise<Response> => {
  bundle ??= readBundle().catch((error: unknown) => {
    bundle = undefined;
    throw error;
  });
  const { plain, small, etag } = await bundle;
  const common = { etag, "cache-control": "public, max-age=3600", vary: "Accept-Encoding" };
  if (isKnownVersion(headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers: common });
  const isSmall = takesGzip(headers.get("accept-encoding") ?? undefined);
  const bytes = isSmall ? small : plain;
  return new Response(bytes, {
    headers: {
      ...common,
      "content-type": "text/javascript; charset=utf-8",
      "content-length": String(bytes.length),
      ...(isSmall ? { "content-encoding": "gzip" } : {}),
    },
  });
};

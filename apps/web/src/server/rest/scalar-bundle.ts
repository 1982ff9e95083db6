import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const bundle = "node_modules/@scalar/api-reference/dist/browser/standalone.js";

/** The script of the page to try the API out: one file that holds everything it needs. Read when the app is built. */
export const scalarBundle = async (): Promise<Response> => {
  const app = join(dirname(fileURLToPath(import.meta.url)), "../../..");
  return new Response(await readFile(join(app, bundle), "utf8"), {
    headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=86400" },
  });
};

import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "rollup";
import { dts } from "rollup-plugin-dts";
import { onlyDeclared } from "./only-declared.config.ts";

const opaqueContext = fileURLToPath(new URL("opaque-context.d.ts", import.meta.url));
const serversContext = fileURLToPath(new URL("../api/src/context.ts", import.meta.url));

/**
 * The types that callers see come from other rooms and become part of the declarations. What the server knows of a
 * request stays out: it would bring the types of its database, its storage and its log along.
 */
const rooms: Plugin = {
  name: "rooms",
  resolveId: (source, importer) => {
    if (importer === undefined) return null;
    if (source.startsWith("@cloudpix/")) return createRequire(importer).resolve(source);
    return resolve(dirname(importer), source) === serversContext ? opaqueContext : null;
  },
};

export default defineConfig({
  input: "src/index.ts",
  output: { file: "dist/index.d.ts", format: "es" },
  plugins: [rooms, dts(), onlyDeclared],
  onwarn: (warning) => {
    throw new Error(warning.message);
  },
});

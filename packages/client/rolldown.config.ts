import { defineConfig } from "rolldown";
import { onlyDeclared } from "./only-declared.config.ts";

const output = { dir: "dist", format: "esm", sourcemap: true } as const;

/** One code for browsers and Node but for opening a path, which package.json chooses by its condition `node`. */
export default defineConfig([
  {
    input: { index: "src/index.ts", "open-path": "src/open-path.ts" },
    platform: "neutral",
    external: [/^@trpc\//, "hash-wasm", "#open-path"],
    // The rooms it is built from become part of it as far as they are used; their schemas are not.
    treeshake: { moduleSideEffects: false, manualPureFunctions: ["z"] },
    plugins: [onlyDeclared],
    output: { ...output, cleanDir: true },
  },
  {
    input: { "open-path.node": "src/open-path.node.ts" },
    platform: "node",
    plugins: [onlyDeclared],
    output,
  },
]);

import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { onlyDeclared } from "./only-declared.config.ts";

/** Builds a program of these files, of which the first is the entry. */
const build = async (files: Record<string, string>, external: string[] = []) => {
  const [input = ""] = Object.keys(files);
  const virtual = {
    name: "virtual",
    resolveId: (id: string) => (id in files ? id : null),
    load: (id: string) => files[id] ?? null,
  };
  await using bundle = await rolldown({
    input,
    external,
    plugins: [virtual, onlyDeclared],
    logLevel: "silent",
  });
  await bundle.generate({ format: "esm" });
};

test("a build that imports what the package does not bring along fails", async () => {
  const entry = 'export { z } from "zod";';
  await expect(build({ entry }, ["zod"])).rejects.toThrow(/entry\.js imports zod, which is no dependency/);
});

test("a build that would hold somebody else's package fails", async () => {
  const files = {
    entry: 'export * from "/node_modules/x/index.js";',
    "/node_modules/x/index.js": "export const x = 1;",
  };
  await expect(build(files)).rejects.toThrow(/holds \/node_modules\/x\/index\.js, which belongs to others/);
});

test("a build of its own code and its dependencies passes", async () => {
  const entry =
    'export * from "@trpc/client"; export * from "@trpc/server/rpc"; export * from "#a"; export * from "node:fs"; export * from "own";';
  await build({ entry, own: "export const own = 1;" }, ["@trpc/client", "@trpc/server/rpc", "#a", "node:fs"]);
});

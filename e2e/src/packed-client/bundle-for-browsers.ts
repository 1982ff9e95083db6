import { rolldown } from "rolldown";

/** A program as a browser gets it: one script that leaves its exports in `fresh`, and the files it was made of. */
export const bundleForBrowsers = async (input: string): Promise<{ code: string; modules: string[] }> => {
  await using bundle = await rolldown({ input, platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "iife", name: "fresh" });
  const [script, ...more] = output;
  if (more.length > 0 || script.imports.length > 0) throw new Error("the bundle is not one script");
  return { code: script.code, modules: script.moduleIds };
};

import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** A file as the rules see it. */
export type SourceFile = {
  /** From the root of the workspace, with forward slashes. */
  path: string;
  text: string;
};

const passedOver = new Set(["node_modules", ".git", ".next", ".turbo", ".cloudpix", ".reports", "dist"]);
const generated = new Set(["next-env.d.ts"]);
const sources = /\.(?:[cm]?[jt]sx?|css)$/;

/** Every source file below the root, installed and generated ones left out. Folders that are missing count as empty. */
export const readSourceFiles = async (root: string, folders: readonly string[]): Promise<SourceFile[]> => {
  const found: SourceFile[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    });
    for (const entry of entries) {
      const full = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!passedOver.has(entry.name)) await walk(full);
      } else if (sources.test(entry.name) && !generated.has(entry.name)) {
        found.push({ path: relative(root, full).split(sep).join("/"), text: await readFile(full, "utf8") });
      }
    }
  };
  for (const folder of folders) await walk(join(root, folder));
  return found;
};

/** Code that only tests run: tests, contracts, specs, and what stands in a folder for them. */
export const isTestFile = (path: string): boolean =>
  /\.(?:test|contract|spec)\.tsx?$/.test(path) || /\/(?:test|testing|fixtures)\//.test(path);

/** Settings of a tool (`vitest.config.ts`), which run outside of the program. */
export const isToolConfig = (path: string): boolean => /\.config\.[cm]?[jt]s$/.test(path);

/** Code of a room for browsers that only Node is ever given. */
export const isNodeOnly = (path: string): boolean => /\.node\.ts$/.test(path);

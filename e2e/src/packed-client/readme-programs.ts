import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { workspaceRoot } from "@cloudpix/tooling/stack";

/** The TypeScript of the client's README: one program of all its examples for Node, and those for browsers. */
export type ReadmePrograms = { node: string; browser: string };

const fences = /^```ts(.*)\n((?:.*\n)*?)^```$/gm;

/**
 * Reads the examples in their order, for the installation at `origin` instead of the one they name.
 * @throws Error for an example that says neither `run` nor `browser`: nobody would check it
 */
export const readmePrograms = async (origin: string): Promise<ReadmePrograms> => {
  const readme = await readFile(join(workspaceRoot, "packages", "client", "README.md"), "utf8");
  const programs = { node: "", browser: "" };
  for (const [, kind = "", text = ""] of readme.matchAll(fences)) {
    if (kind === " run") programs.node += text;
    else if (kind === " browser") programs.browser += text;
    else throw new Error(`An example of the README is neither run nor browser:\n${text}`);
  }
  return {
    node: programs.node.replaceAll('"http://localhost:3000"', JSON.stringify(origin)),
    browser: programs.browser.replaceAll('"https://pix.example.com"', JSON.stringify(origin)),
  };
};

import { join } from "node:path";
import { workspaceRoot } from "@cloudpix/tooling/stack";
import type { FreshProject } from "./fresh-project.ts";

const strict = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  // The declarations themselves are what is checked.
  skipLibCheck: false,
  target: "es2022",
  rootDir: ".",
};
const node = { lib: ["es2023"], types: ["node"] };
const nodenext = { module: "nodenext", moduleResolution: "nodenext" };
const bundler = { module: "preserve", moduleResolution: "bundler" };

/** What a program may be written for, and how its imports are resolved. */
const projects = {
  "Node, resolved as Node does": { ...strict, ...node, ...nodenext, outDir: "out" },
  "Node, resolved as bundlers do": { ...strict, ...node, ...bundler, noEmit: true },
  "browsers, without the types of Node": {
    ...strict,
    ...bundler,
    // tRPC's own declarations name what can be disposed of.
    lib: ["es2022", "dom", "dom.iterable", "esnext.disposable"],
    types: [],
    noEmit: true,
  },
} as const;

/** The last compiler written in JavaScript, which the fresh project has installed, and the native one of this workspace. */
const compilers = {
  "5.9": join("node_modules", "typescript", "bin", "tsc"),
  "7": join(workspaceRoot, "node_modules", "typescript", "bin", "tsc"),
} as const;

export type Way = { compiler: keyof typeof compilers; resolved: keyof typeof projects };

export const ways: readonly Way[] = [
  { compiler: "5.9", resolved: "Node, resolved as Node does" },
  { compiler: "7", resolved: "Node, resolved as Node does" },
  { compiler: "7", resolved: "Node, resolved as bundlers do" },
  { compiler: "7", resolved: "browsers, without the types of Node" },
];

export type Complaint = { file: string; line: number; text: string };

const complaint = /^(.+?)\((\d+),\d+\): (error TS\d+: .*(?:\n +.*)*)/gm;

/** What the compiler has to say of these files of the project. Programs for Node, resolved as Node does, go to `out`. */
export const typeCheck = async (
  project: FreshProject,
  { compiler, resolved }: Way,
  files: readonly string[],
): Promise<Complaint[]> => {
  await project.write({ "tsconfig.json": JSON.stringify({ compilerOptions: projects[resolved], files }) });
  const args = [compilers[compiler], "--project", "tsconfig.json", "--pretty", "false"];
  const { code, output } = await project.run(process.execPath, args);
  const complaints = [...output.matchAll(complaint)].map(([, file = "", line = "", text = ""]) => {
    return { file, line: Number(line), text };
  });
  if ((code === 0) !== (complaints.length === 0))
    throw new Error(`The compiler ended with ${code}:\n${output}`);
  return complaints;
};

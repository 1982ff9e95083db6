import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { workspaceRoot } from "@cloudpix/tooling/stack";

/** A program's end: its exit code and everything it said. */
export type Ended = { code: number; output: string };

/** A folder outside of the workspace that has installed the packed client as anybody would. */
export type FreshProject = {
  folder: string;
  /** Writes files by their path from the folder. */
  write(files: Record<string, string>): Promise<void>;
  /** Runs a program in the folder to its end, whatever that is. */
  run(command: string, args: readonly string[], env?: Record<string, string>): Promise<Ended>;
  remove(): Promise<void>;
};

const stepMs = 120_000;

/** Without what an npm above us says of its own package (it would install into that one), and without colours. */
const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?:package|lifecycle|command|config_(?:local_|global_)?prefix)/.test(name),
    ),
  ),
  FORCE_COLOR: "0",
};

const run = (cwd: string, command: string, args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<Ended>((resolve, reject) => {
    const options = { cwd, env: { ...environment, ...env }, timeout: stepMs, maxBuffer: 64 * 1024 ** 2 };
    execFile(command, [...args], options, (error, stdout, stderr) => {
      const output = stdout + stderr;
      if (error === null) resolve({ code: 0, output });
      else if (typeof error.code === "number") resolve({ code: error.code, output });
      else reject(error);
    });
  });

const mustRun = async (...[cwd, command, args]: Parameters<typeof run>): Promise<void> => {
  const { code, output } = await run(cwd, command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`);
};

/**
 * Builds and packs the client and installs the tarball, with what it depends on, TypeScript 5.9 and the types of Node.
 * @throws Error with the output of the step that failed
 */
export const freshProject = async (): Promise<FreshProject> => {
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-packed-"));
  const client = join(workspaceRoot, "packages", "client");
  await mustRun(client, "pnpm", ["run", "build"]);
  await mustRun(client, "pnpm", ["pack", "--pack-destination", folder]);
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "no tarball";
  const manifest = {
    name: "fresh",
    private: true,
    type: "module",
    dependencies: { "@cloudpix/client": `file:./${tarball}` },
    devDependencies: { typescript: "~5.9.3", "@types/node": "^24" },
  };
  const write: FreshProject["write"] = async (files) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
  await write({ "package.json": JSON.stringify(manifest) });
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts", "--prefer-offline"];
  await mustRun(folder, "npm", ["install", "--prefix", folder, ...quiet]);
  return {
    folder,
    write,
    run: (command, args, env) => run(folder, command, args, env),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

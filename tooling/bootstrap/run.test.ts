import { spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

// A workspace in a folder with a space in its name, where small scripts stand in for npx and pnpm: the network's part.

let root: string;
let bin: string;
const program = async (path: string, text: string) => {
  await writeFile(path, text);
  await chmod(path, 0o755);
};
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "boot strap "));
  bin = join(root, "bin");
  await mkdir(bin);
  await cp(import.meta.dirname, join(root, "tooling", "bootstrap"), { recursive: true });
  await symlink(process.execPath, join(bin, "node"));
  const scripts = { "on-24:echo": "node echo.mjs", "on-24:wait": "node wait.mjs" };
  await writeFile(
    join(root, "package.json"),
    JSON.stringify({ packageManager: "pnpm@1.2.3+sha512.00", scripts }),
  );
  await writeFile(join(root, "pnpm-lock.yaml"), "one");
  await writeFile(join(root, "pnpm-workspace.yaml"), "one");
  await writeFile(
    join(root, "echo.mjs"),
    "console.log(JSON.stringify(process.argv.slice(2))); process.exit(7);",
  );
  await writeFile(
    join(root, "wait.mjs"),
    "process.on('SIGTERM', () => { console.log('asked to stop'); process.exit(0); }); setInterval(() => {}, 1000); console.log('up');",
  );
  await program(join(bin, "npx"), `#!/bin/sh\necho "npx $*" >> calls\necho "${bin}:$PATH"\n`);
  const install = `mkdir -p node_modules/node/bin && ln -sf "${process.execPath}" node_modules/node/bin/node`;
  await program(join(bin, "pnpm"), `#!/bin/sh\necho "pnpm $*" >> calls\n${install}\n`);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [join(root, "tooling", "bootstrap", "run.mjs"), ...args], {
    cwd: tmpdir(),
    env: { PATH: `${bin}:/usr/bin:/bin`, HOME: "", CI: "true", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part) => {
      said += String(part);
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, exit, said: () => said };
};
const run = async (args: readonly string[], env?: NodeJS.ProcessEnv) => {
  const { exit, said } = start(args, env);
  return { code: await exit, said: said() };
};
const calls = async () => (await readFile(join(root, "calls"), "utf8")).trim().split("\n");

test("installs with the pinned pnpm and the frozen lockfile, then passes arguments and exit code through", async () => {
  const { code, said } = await run(["echo", "a b", "--c"]);
  expect(code).toBe(7);
  expect(said).toContain('["a b","--c"]');
  expect(await calls()).toEqual([
    "npx --yes --package=pnpm@1.2.3 -- node -p process.env.PATH",
    "pnpm install --frozen-lockfile",
  ]);
});

test("installs again only when the lockfile or the workspace file has changed", async () => {
  await run(["echo"]);
  await run(["echo"]);
  expect(await calls()).toHaveLength(2);
  await writeFile(join(root, "pnpm-lock.yaml"), "two");
  await run(["echo"]);
  expect(await calls()).toHaveLength(4);
});

test("an install that failed is not taken for done", async () => {
  await program(join(bin, "pnpm"), "#!/bin/sh\nexit 1\n");
  for (const _try of [1, 2]) {
    expect(await run(["echo"])).toMatchObject({
      code: 1,
      said: expect.stringContaining("The installation failed"),
    });
  }
});

test("a missing network is told in a sentence", async () => {
  await program(join(bin, "npx"), "#!/bin/sh\nexit 1\n");
  const { code, said } = await run(["echo"]);
  expect(code).toBe(1);
  expect(said).toContain("pnpm@1.2.3 could not be fetched. Is this machine connected");
  expect(said).not.toContain("    at ");
});

test("a missing npm is told in a sentence", async () => {
  await rm(join(bin, "npx"));
  const { code, said } = await run(["echo"], { PATH: bin });
  expect(code).toBe(1);
  expect(said).toContain("npx was not found");
});

test("an unknown name is answered with those that exist", async () => {
  expect(await run(["dance"])).toEqual({
    code: 1,
    said: '\nThere is no "dance" here. Try one of: npm run echo, npm run wait.\n',
  });
});

test("a signal reaches the program, whose exit code is ours", async () => {
  const { child, exit, said } = start(["wait"]);
  await expect.poll(said, { timeout: 10_000 }).toContain("up");
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
  expect(said()).toContain("asked to stop");
});

// As npm does it: a process, a shell of its own, and the script below that, or in the shell's place.
const underNpm = (shellScript: string) => {
  const script = join(root, "tooling", "bootstrap", "run.mjs");
  const asNpm = `require("node:child_process").spawn("sh", ["-c", ${JSON.stringify(shellScript)}, ${JSON.stringify(script)}], { stdio: "inherit" })`;
  // The last argument makes its command line one of npm.
  const npm = spawn(process.execPath, ["-e", asNpm, "npm"], {
    env: { PATH: `${bin}:/usr/bin:/bin`, HOME: "", npm_lifecycle_event: "start" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  const closed = new Promise<string>((resolve) => npm.stdout.once("close", () => resolve(said)));
  const up = new Promise<void>((resolve) => {
    npm.stdout.on("data", (part) => {
      said += String(part);
      if (said.includes("up")) resolve();
    });
  });
  return { npm, up, closed };
};

test.each([
  ["below a shell", 'node "$0" wait; exit'],
  ["in the shell's place", 'exec node "$0" wait'],
])("when npm alone is killed, what it started %s is asked to stop", async (_, shellScript) => {
  const { npm, up, closed } = underNpm(shellScript);
  await up;
  npm.kill("SIGKILL");
  // The pipe closes when the last process that holds it has ended.
  expect(await closed).toContain("asked to stop");
});

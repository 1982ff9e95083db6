import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { workspaceRoot } from "@cloudpix/tooling/stack";
import type { Benchmark } from "./figure.ts";

const freshSeconds = 240;
const againSeconds = 15;

const run = promisify(execFile);

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
};

const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
};

/** Seconds from `npm start` to a front page that answers. */
const secondsToPage = async (folder: string, port: number): Promise<number> => {
  const begun = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    stdio: "ignore",
  });
  try {
    while (!(await answers(`http://127.0.0.1:${port}/`))) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
      if (performance.now() - begun > 2 * freshSeconds * 1000) throw new Error("npm start never answered");
      await pause(50);
    }
    return (performance.now() - begun) / 1000;
  } finally {
    await stop(child);
  }
};

const figure = (name: string, seconds: number, bound: number) => ({
  name,
  measured: `${seconds.toFixed(1)} s (${(seconds / bound).toFixed(2)} of the bound)`,
  bound: `< ${bound} s`,
  holds: seconds < bound,
});

/** `npm start` in a fresh clone of the committed state, with the machine's package cache, and once more. */
export const startTime: Benchmark = {
  name: "start-time",
  run: async () => {
    const parent = await mkdtemp(join(tmpdir(), "cloudpix-clone-"));
    const folder = join(parent, "cloudpix");
    try {
      await run("git", ["clone", "--quiet", workspaceRoot, folder]);
      const port = await freePort();
      return [
        figure("npm start from a fresh clone to a page", await secondsToPage(folder, port), freshSeconds),
        figure("npm start with an unchanged build", await secondsToPage(folder, port), againSeconds),
      ];
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  },
};

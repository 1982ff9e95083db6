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

const until = async (holds: () => Promise<boolean>, deadlineMs: number): Promise<void> => {
  const begun = performance.now();
  while (!(await holds())) {
    if (performance.now() - begun > deadlineMs) throw new Error("it took too long");
    await pause(50);
  }
};

/** npm ends before what it started: stopped is only what answers no more, or the next start would be timed on the last one. */
const stop = async (child: ChildProcess, page: string): Promise<void> => {
  child.kill("SIGTERM");
  await until(async () => child.exitCode !== null || child.signalCode !== null, 30_000);
  await until(async () => !(await answers(page)), 30_000);
};

/** Seconds from `npm start` to a front page that answers. */
const secondsToPage = async (folder: string, port: number): Promise<number> => {
  const page = `http://127.0.0.1:${port}/`;
  if (await answers(page)) throw new Error("something else answers at this port");
  const begun = performance.now();
  const env = { ...process.env, PORT: String(port) };
  const child = spawn("npm", ["start"], { cwd: folder, env, stdio: "ignore" });
  const ready = async () => {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    return answers(page);
  };
  try {
    await until(ready, 2 * freshSeconds * 1000);
    return (performance.now() - begun) / 1000;
  } finally {
    await stop(child, page);
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

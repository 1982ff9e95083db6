import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const folder = fileURLToPath(new URL("../bare", import.meta.url));
const run = promisify(execFile);

/** `route`: a route handler of the framework. `node`: node:http alone. */
export type BareKind = "route" | "node";

export type Bare = { pid: number; port: number; stop(): Promise<void> };

/** Builds what `startBare("route", …)` runs. */
export const buildBare = async (): Promise<void> => {
  await run("pnpm", ["exec", "next", "build"], {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
};

const stop = async (child: ChildProcess) => {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
};

/** Starts the raw limit on a database of CloudPix; every answer is the text in `answerFile`. */
export const startBare = async (
  kind: BareKind,
  given: { database: string; userId: string; fileId: string; answerFile: string },
): Promise<Bare> => {
  const { database, userId, fileId, answerFile } = given;
  const child = spawn(process.execPath, ["server.ts", kind, database, userId, fileId, answerFile], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const port = Number(line);
    if (Number.isInteger(port)) return { pid: child.pid ?? 0, port, stop: () => stop(child) };
  }
  throw new Error("the bare server ended before it listened");
};

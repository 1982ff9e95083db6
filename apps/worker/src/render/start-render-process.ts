import { type ChildProcess, fork } from "node:child_process";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { unavailable } from "@cloudpix/domain";
import { bytePipe } from "./byte-pipe.ts";
import { RenderMessage, type RenderTask } from "./drawn.ts";

const entry = fileURLToPath(new URL("./render-process.ts", import.meta.url));
const keptErrorBytes = 2_000;

/** One render process: does one task at a time; dead for good after the first thing that went wrong. */
export type RenderProcess = {
  /** @throws AppError `dependency.unavailable` when the process died or was killed; the same task may be tried again. */
  run(task: RenderTask["task"], bytes: Uint8Array): Promise<RenderMessage>;
  readonly alive: boolean;
  readonly pid: number | undefined;
  kill(): void;
};

const spawnChild = (): ChildProcess =>
  fork(entry, [], {
    // Nothing of the worker's environment: no connection string, no key. Two arenas save a quarter of the memory.
    env: { MALLOC_ARENA_MAX: "2" },
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "pipe", "ipc"],
  });

/** Starts a render process. `wallMs`: after that long without an answer it is killed, whatever it is doing. */
export const startRenderProcess = (wallMs: number): RenderProcess => {
  const child = spawnChild();
  let alive = true;
  let lastWords = "";
  let settle: { resolve: (message: RenderMessage) => void; reject: (error: Error) => void } | undefined;

  const die = (why: string) => {
    alive = false;
    child.kill("SIGKILL");
    settle?.reject(unavailable(new Error(`render process: ${why}. ${lastWords}`.trim())));
    settle = undefined;
  };

  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-keptErrorBytes);
  });
  child.on("error", (error) => die(error.message));
  child.on("exit", (code, signal) => die(`ended with ${signal ?? code}`));
  child.on("message", (message) => {
    const parsed = RenderMessage.safeParse(message);
    if (!parsed.success) return die("answered nonsense");
    settle?.resolve(parsed.data);
    settle = undefined;
  });
  const pipe = child.stdio[bytePipe];
  if (!(pipe instanceof Writable)) throw new Error("a forked process has no pipe for its bytes");
  // A broken pipe is followed by the exit of the process, which is reported there.
  pipe.on("error", (error) => die(error.message));

  return {
    get alive() {
      return alive;
    },
    pid: child.pid,
    kill: () => die("killed"),
    run: (task, bytes) => {
      const timer = setTimeout(() => die(`no answer within ${wallMs} ms`), wallMs);
      return new Promise<RenderMessage>((resolve, reject) => {
        settle = { resolve, reject };
        child.send({ task, lengthBytes: bytes.length } satisfies RenderTask);
        pipe.write(bytes);
      }).finally(() => clearTimeout(timer));
    },
  };
};

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { childEnvironments } from "./child-environment.ts";
import { occupyDataFolder } from "./data-folder.ts";
import { freePort, requireFreePort } from "./ports.ts";
import { builtPrograms, devPrograms, type Programs } from "./programs.ts";
import { type Environment, readStackSettings } from "./stack-settings.ts";
import { type PartName, startParts } from "./start-parts.ts";
import { startStorage } from "./start-storage.ts";
import { loadStoredSettings } from "./stored-settings.ts";
import { watchSources } from "./watch-sources.ts";

/** The folder that holds the workspace. */
export const workspaceRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export type StackOptions = {
  /** Settings under the names of `.env.example`; `PORT: "0"` takes a free port. Beside them only PATH and its like are handed on. */
  env: Environment;
  /** `start` runs the built app, `dev` the sources. */
  mode?: "start" | "dev";
  /** One line per step, and whenever a part dies or is back. */
  print?: (line: string) => void;
  /** Every line that web and worker write. */
  onOutput?: (part: "web" | "worker", line: string) => void;
  /** Gives up a start under way. */
  signal?: AbortSignal;
  programs?: Programs;
  root?: string;
};

export type Stack = {
  /** PUBLIC_ORIGIN: what to open in a browser. */
  origin: string;
  /** The same server by its loopback address. */
  localOrigin: string;
  /** Absolute. */
  dataDir: string;
  workerHealthUrl: string;
  /** Of the stack's own storage; undefined when the environment names an account. */
  storageConnectionString: string | undefined;
  /** Web drains and the worker finishes, then the storage saves; about 1 s, 20 s at the very most. Repeatable. */
  stop(): Promise<void>;
};

/**
 * Runs the whole of CloudPix, the very processes of `npm start`, and resolves when all of them answer.
 * A part that dies later is started again. Nothing is left behind, whether it is stopped, fails to start, or this
 * process is killed. @throws Refusal in plain words when a setting, the port or the data folder cannot be used
 */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const { env, mode = "start", signal, root = workspaceRoot } = options;
  const print = options.print ?? (() => {});
  const programs = options.programs ?? (mode === "dev" ? devPrograms : builtPrograms);
  const settings = readStackSettings(env, root);
  const port = settings.port === 0 ? await freePort() : settings.port;
  const publicOrigin = settings.publicOrigin ?? `http://localhost:${port}`;

  await using cleanup = new AsyncDisposableStack();
  const folder = await occupyDataFolder(settings.dataDir, publicOrigin);
  cleanup.defer(() => folder.release());
  await requireFreePort(port);
  print(`data      ${settings.dataDir}`);
  const stored = await loadStoredSettings(settings.dataDir);

  const running = new Map<string, number>();
  const note = (part: PartName | "storage", pid: number) => {
    running.set(part, pid);
    folder.note([...running.values()]);
  };

  const step = async <T>(work: () => Promise<T>, describe: (result: T) => string): Promise<T> => {
    signal?.throwIfAborted();
    const startedMs = Date.now();
    const result = await work();
    print(`${describe(result)} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)`);
    return result;
  };

  const { build } = programs;
  if (build) {
    await step(
      () => build(root, signal),
      ({ reused }) => `build     ${reused ? "unchanged, used again" : "done"}`,
    );
  }

  const storage = settings.storage
    ? undefined
    : await step(
        () =>
          startStorage({
            settings,
            stored,
            startAzurite: programs.startAzurite,
            print,
            onStart: (pid) => note("storage", pid),
          }),
        ({ blobUrl }) => `storage   ${blobUrl}`,
      );
  if (storage) cleanup.defer(() => storage.supervised.stop());

  const workerHealthPort = settings.workerHealthPort || (await freePort());
  await requireFreePort(workerHealthPort, "WORKER_HEALTH_PORT");
  const environments = childEnvironments({
    ...{ env, mode, settings, stored, port, publicOrigin, workerHealthPort },
    connectionString: storage?.connectionString,
  });
  const part = (name: PartName, onPort: number) => ({
    args: programs[name].args,
    env: environments[name],
    healthUrl: `http://127.0.0.1:${onPort}${programs[name].healthPath}`,
  });
  const parts = { web: part("web", port), worker: part("worker", workerHealthPort) };
  const onLine = (name: PartName, line: string) => options.onOutput?.(name, line);
  const started = await step(
    () => startParts({ root, parts, onLine, onStart: note, print, signal }),
    () => "ready     web and worker",
  );
  cleanup.defer(() => started.stop());
  for (const name of ["web", "worker"] as const) {
    const onChange = () => {
      print(`${name.padEnd(9)} starts again with the changed code`);
      void started[name].restart();
    };
    cleanup.defer(watchSources(root, programs.sources[name], onChange));
  }

  const whole = cleanup.move();
  let stopped: Promise<void> | undefined;
  return {
    origin: publicOrigin,
    localOrigin: `http://127.0.0.1:${port}`,
    dataDir: settings.dataDir,
    workerHealthUrl: parts.worker.healthUrl,
    storageConnectionString: storage?.connectionString,
    stop: () => (stopped ??= whole.disposeAsync()),
  };
};

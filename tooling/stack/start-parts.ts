import { awaitHealth } from "./await-health.ts";
import { launch } from "./launch.ts";
import { type Supervised, supervise } from "./supervise.ts";

const READY_MS = 120_000;
/** Web and worker promise to end within 10 s. */
const GRACE_MS = 11_000;

export type PartName = "web" | "worker";

export type Part = {
  /** Arguments of this very Node. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  healthUrl: string;
};

export type StartPartsOptions = {
  root: string;
  parts: Record<PartName, Part>;
  onLine: (name: PartName, line: string) => void;
  onStart: (name: PartName, pid: number) => void;
  print: (line: string) => void;
  signal: AbortSignal | undefined;
};

const startPart = (name: PartName, options: StartPartsOptions, signal: AbortSignal): Promise<Supervised> => {
  const { args, env, healthUrl } = options.parts[name];
  const start = async () => {
    const onLine = (line: string) => options.onLine(name, line);
    const launched = await launch({ args, cwd: options.root, env, onLine });
    options.onStart(name, launched.pid);
    return { ended: launched.ended, stop: () => launched.stop(GRACE_MS) };
  };
  const ready = (until: AbortSignal) => awaitHealth(healthUrl, READY_MS, until);
  return supervise({ name, start, ready, print: options.print }, signal);
};

/**
 * Starts web and worker side by side and keeps them running; resolves when both answer.
 * @throws Error of the first that ends or stays silent for two minutes; the other is stopped then
 */
export const startParts = async (
  options: StartPartsOptions,
): Promise<Record<PartName, Supervised> & { stop(): Promise<void> }> => {
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const started: Supervised[] = [];
  const stop = async () => void (await Promise.all(started.map((part) => part.stop())));

  const bring = async (name: PartName) => {
    try {
      const part = await startPart(name, options, signal);
      started.push(part);
      return part;
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  };
  const [worker, web] = await Promise.allSettled([bring("worker"), bring("web")]);
  if (worker.status === "fulfilled" && web.status === "fulfilled") {
    return { worker: worker.value, web: web.value, stop };
  }
  await stop();
  throw signal.reason;
};

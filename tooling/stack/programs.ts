import { type Azurite, type StartAzuriteOptions, startAzurite } from "../azurite/start-azurite.ts";
import { buildWeb } from "./build-web.ts";

/** The programs a stack consists of, and how each says that it serves. Arguments are those of this very Node. */
export type Programs = {
  /** Undefined where nothing has to be built first. */
  build: ((root: string, signal?: AbortSignal) => Promise<{ reused: boolean }>) | undefined;
  startAzurite: (options: StartAzuriteOptions) => Promise<Azurite>;
  worker: { args: readonly string[]; healthPath: string };
  web: { args: readonly string[]; healthPath: string };
  /** Folders below the root in which a change starts a part again. */
  sources: Record<"web" | "worker", readonly string[]>;
};

/** A small young generation in MiB: the bytes of uploads that have passed are given back soon, not by the hundred mebibytes. */
const webMemory = "--max-semi-space-size=8";
const webArgs = ["--import", "./apps/web/preload.ts", webMemory, "apps/web/server.ts"];

const worker = {
  args: ["--import", "./apps/worker/preload.ts", "apps/worker/src/main.ts"],
  healthPath: "/health",
};

/** What runs in production, in one place. */
export const builtPrograms: Programs = {
  build: buildWeb,
  startAzurite,
  worker,
  web: { args: webArgs, healthPath: "/api/health" },
  sources: { web: [], worker: [] },
};

const packages = (...rooms: string[]) => rooms.map((room) => `packages/${room}/src`);

/** The same from the sources: Next compiles the pages that are looked at; what it does not run starts again when it changes. */
export const devPrograms: Programs = {
  build: undefined,
  startAzurite,
  worker,
  web: { args: [...webArgs, "--dev"], healthPath: "/api/health" },
  sources: {
    web: ["apps/web/src/server", ...packages("domain", "api", "db", "storage", "telemetry")],
    worker: ["apps/worker/src", ...packages("domain", "db", "storage", "telemetry")],
  },
};

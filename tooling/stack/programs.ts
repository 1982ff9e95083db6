import { type Azurite, type StartAzuriteOptions, startAzurite } from "../azurite/start-azurite.ts";
import { buildWeb } from "./build-web.ts";

/** The programs a stack consists of, and how each says that it serves. Arguments are those of this very Node. */
export type Programs = {
  /** Undefined where nothing has to be built first. */
  build: ((root: string, signal?: AbortSignal) => Promise<{ reused: boolean }>) | undefined;
  startAzurite: (options: StartAzuriteOptions) => Promise<Azurite>;
  worker: { args: readonly string[]; healthPath: string };
  web: { args: readonly string[]; healthPath: string };
  /** Folders below the root in which a change starts the worker again. */
  workerSources: readonly string[];
};

const worker = { args: ["apps/worker/src/main.ts"], healthPath: "/health" };

/** What runs in production, in one place. */
export const builtPrograms: Programs = {
  build: buildWeb,
  startAzurite,
  worker,
  web: { args: ["apps/web/server.ts"], healthPath: "/api/health" },
  workerSources: [],
};

/** The same from the sources: Next compiles what is looked at, and the worker starts again when its code changes. */
export const devPrograms: Programs = {
  build: undefined,
  startAzurite,
  worker,
  web: { args: ["apps/web/server.ts", "--dev"], healthPath: "/api/health" },
  workerSources: [
    "apps/worker/src",
    ...["domain", "db", "storage", "telemetry"].map((room) => `packages/${room}/src`),
  ],
};

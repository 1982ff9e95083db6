/** What one room, or one zone inside a room, may use. Rooms are named by their folder under the workspace root. */
export type Room = {
  folder: string;
  /** The name of its package. */
  name: string;
  /** Rooms whose values and types it may import. */
  imports: readonly string[];
  /** Rooms that it may import types from; its tests may use their values too. */
  types: readonly string[];
  /** Packages from outside that it may use; undefined where any that its package.json names. */
  packages?: readonly string[];
  /** Runs in browsers too: no `node:` modules. */
  browserSafe?: true;
  /**
   * Others install it. Its build packs what it uses of other rooms, so its package.json names them for development. Where
   * Node can more than browsers, a file named `*.node.ts` may say how; nothing imports it by its path, but through
   * package.json's `imports`, under the condition `node` and beside one for browsers.
   */
  installable?: true;
  /** Nothing of it runs in production, so everything in it may use what its package.json names for development. */
  developmentOnly?: true;
};

const services = ["db", "storage", "telemetry"] as const;
const everything = [
  "domain",
  "api",
  "client",
  "web",
  "worker",
  "e2e",
  "bench",
  "tooling",
  ...services,
] as const;
const full = (names: readonly string[]) => names.map((name) => `@cloudpix/${name}`);
const room = (
  folder: string,
  name: string,
  imports: readonly string[],
  types: readonly string[] = [],
): Room => ({ folder, name: `@cloudpix/${name}`, imports: full(imports), types: full(types) });

/** The arrows between rooms (docs/architecture.md). An arrow that is not here does not exist. */
export const rooms: readonly Room[] = [
  { ...room("packages/domain", "domain", []), packages: ["zod"], browserSafe: true },
  room("packages/db", "db", ["domain"]),
  room("packages/storage", "storage", ["domain"]),
  room("packages/telemetry", "telemetry", ["domain"]),
  room("packages/api", "api", ["domain"], services),
  { ...room("packages/client", "client", ["domain"], ["api"]), browserSafe: true, installable: true },
  room("apps/worker", "worker", ["domain", ...services]),
  room("apps/web", "web", ["domain", "api", ...services]),
  { ...room("e2e", "e2e", ["client", "domain", "tooling"]), developmentOnly: true },
  { ...room("tooling", "tooling", everything), developmentOnly: true },
  { ...room("bench", "bench", everything), developmentOnly: true },
];

/** Parts of the web app that run in the browser: narrower than their room, and closed to the rest of it. */
export const zones: readonly Room[] = ["apps/web/src/features", "apps/web/src/ui"].map((folder) => ({
  ...room(folder, "web", ["domain"], ["api"]),
  browserSafe: true,
}));

const holds = (folder: string, path: string) => path.startsWith(`${folder}/`);

/** The room that a file stands in, if any. */
export const roomOf = (path: string): Room | undefined => rooms.find(({ folder }) => holds(folder, path));

/** The zone that a file stands in, if any. */
export const zoneOf = (path: string): Room | undefined => zones.find(({ folder }) => holds(folder, path));

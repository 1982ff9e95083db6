import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type ParsedSource, parseSource } from "./parse-source.ts";
import { type Room, roomOf, rooms } from "./room-table.ts";
import { checkArrows } from "./rules/check-arrows.ts";
import {
  checkDirectives,
  checkEnvironmentReads,
  checkLength,
  checkNames,
  checkReadable,
  checkSpecs,
  checkTestNames,
} from "./rules/check-house-style.ts";
import {
  checkDeclaredArrows,
  checkDeclaredImports,
  checkScripts,
  type Manifest,
} from "./rules/check-manifest.ts";
import { readSourceFiles } from "./source-file.ts";
import type { Violation } from "./violation.ts";

const Names = z.record(z.string(), z.string()).default({});
const PackageJson = z.object({ scripts: Names, dependencies: Names, devDependencies: Names });

const readManifest = async (root: string, { folder }: Room): Promise<Manifest | undefined> => {
  const path = `${folder}/package.json`;
  const text = await readFile(join(root, path), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : { path, text, ...PackageJson.parse(JSON.parse(text)) };
};

const ofCode = (source: ParsedSource, manifest: Manifest | undefined): Violation[] => [
  ...checkReadable(source),
  ...checkArrows(source),
  ...(manifest ? checkDeclaredImports(source, manifest) : []),
  ...checkDirectives(source),
  ...checkEnvironmentReads(source),
  ...checkTestNames(source),
];

/** Everything below `root` that breaks the arrows between rooms or the style of the house, in the order of the paths. */
export const checkRooms = async (root: string): Promise<Violation[]> => {
  const manifests = new Map<string, Manifest>();
  const violations: Violation[] = [];
  for (const room of rooms) {
    const manifest = await readManifest(root, room);
    if (!manifest) continue;
    manifests.set(room.folder, manifest);
    violations.push(...checkScripts(manifest), ...checkDeclaredArrows(manifest, room));
  }
  const folders = [
    ...new Set(["apps", "packages", ...rooms.map(({ folder }) => folder.split("/")[0] ?? folder)]),
  ];
  for (const file of await readSourceFiles(root, folders)) {
    violations.push(...checkLength(file), ...checkNames(file), ...checkSpecs(file));
    const room = roomOf(file.path);
    if (!room) {
      violations.push({
        path: file.path,
        line: 1,
        message: "stands in no room; add the room to tooling/rooms/room-table.ts.",
      });
    }
    if (!file.path.endsWith(".css")) {
      violations.push(...ofCode(parseSource(file), room && manifests.get(room.folder)));
    }
  }
  return violations.sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
};

if (import.meta.main) {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const violations = await checkRooms(root);
  for (const { path, line, message } of violations) console.error(`${path}:${line}  ${message}`);
  console.log(
    violations.length === 0 ? "rooms: every rule holds" : `rooms: ${violations.length} to put right`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}

import { posix } from "node:path";
import type { Import, ParsedSource } from "../parse-source.ts";
import { type Room, roomOf, zoneOf } from "../room-table.ts";
import { isNodeOnly, isTestFile, isToolConfig } from "../source-file.ts";
import type { Violation } from "../violation.ts";

/** "@scope/name/path" and "name/path" belong to the packages "@scope/name" and "name". */
export const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

const list = (names: readonly string[]) => (names.length > 0 ? names.join(", ") : "no other room");

const relativeProblem = (from: string, target: string, place: Room): string | undefined => {
  const room = roomOf(from);
  const there = roomOf(target);
  if (there?.folder !== room?.folder) {
    // An app is no package that could be imported by name.
    if (there?.folder.startsWith("apps/") && place.imports.includes(there.name)) return undefined;
    return `imports a file of ${there?.folder ?? "no room"} by its path; import the package by its name, if the arrow exists.`;
  }
  const inZone = zoneOf(from) !== undefined;
  if (inZone && zoneOf(target) === undefined && !isTestFile(from)) {
    return `${place.folder} runs in the browser and may not import ${target}; ask the server through the API.`;
  }
  const forNode = isNodeOnly(from) || isTestFile(from) || isToolConfig(from);
  if (place.installable && isNodeOnly(target) && !forNode) {
    return `imports ${target}, which runs in Node only; name both ways in package.json's "imports", by the conditions node and default.`;
  }
  if (isTestFile(target) && !isTestFile(from) && !isToolConfig(from)) {
    return `imports ${target}, which is for tests; move what is needed into a file of its own.`;
  }
  return undefined;
};

const internalProblem = (from: string, { specifier, typeOnly }: Import, place: Room): string | undefined => {
  const name = packageOf(specifier);
  if (name === place.name) return undefined;
  if (place.imports.includes(name)) return undefined;
  const testing = isTestFile(from) || isToolConfig(from);
  if (testing && (name === "@cloudpix/tooling" || place.types.includes(name))) return undefined;
  if (place.types.includes(name)) {
    return typeOnly
      ? undefined
      : `${place.folder} may import ${name} as types only: write "import type", or get the value through Services.`;
  }
  return `${place.folder} may not import ${name}, only ${list([...place.imports, ...place.types.map((one) => `${one} as types`)])}. Move the code to the room that may, or ask for it through an interface.`;
};

const externalProblem = (from: string, specifier: string, place: Room): string | undefined => {
  if (isTestFile(from) || isToolConfig(from)) return undefined;
  if (specifier.startsWith("node:")) {
    return place.browserSafe && !(place.installable && isNodeOnly(from))
      ? `${place.folder} runs in browsers and may not import ${specifier}; do this on the server.`
      : undefined;
  }
  if (place.packages && !place.packages.includes(packageOf(specifier))) {
    return `${place.folder} may use ${place.packages.join(", ")} and no other package, not ${specifier}.`;
  }
  return undefined;
};

/** Imports go only along the arrows of the room table, as types where only types are allowed. */
export const checkArrows = (source: ParsedSource): Violation[] => {
  const place = zoneOf(source.path) ?? roomOf(source.path);
  if (!place) return [];
  return source.imports.flatMap((one) => {
    const { specifier, line } = one;
    const problem = specifier.startsWith(".")
      ? relativeProblem(source.path, posix.join(posix.dirname(source.path), specifier), place)
      : specifier.startsWith("@cloudpix/")
        ? internalProblem(source.path, one, place)
        : externalProblem(source.path, specifier, place);
    return problem ? [{ path: source.path, line, message: problem }] : [];
  });
};

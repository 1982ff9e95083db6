import type { ParsedSource } from "../parse-source.ts";
import { type Room, roomOf, rooms } from "../room-table.ts";
import { isTestFile, isToolConfig } from "../source-file.ts";
import type { Violation } from "../violation.ts";
import { packageOf } from "./check-arrows.ts";

/** The parts of a package.json that the rules read, and its text for the line numbers. */
export type Manifest = {
  path: string;
  text: string;
  scripts: Readonly<Record<string, string>>;
  dependencies: Readonly<Record<string, string>>;
  devDependencies: Readonly<Record<string, string>>;
};

const requiredScripts = ["typecheck", "test"];
const lineOf = (text: string, word: string) =>
  text.slice(0, Math.max(text.indexOf(`"${word}"`), 0)).split("\n").length;

/** Every room answers to the same script names, so that one command reaches all of them. */
export const checkScripts = ({ path, text, scripts }: Manifest): Violation[] =>
  requiredScripts
    .filter((script) => scripts[script] === undefined)
    .map((script) => ({
      path,
      line: lineOf(text, "scripts"),
      message: `has no script "${script}"; every room has ${requiredScripts.join(" and ")}.`,
    }));

/** A room's package.json names no room that its arrows do not lead to: what is not declared is not imported by accident. */
export const checkDeclaredArrows = (
  { path, text, dependencies, devDependencies }: Manifest,
  room: Room,
): Violation[] => {
  const known = new Set(rooms.map(({ name }) => name));
  const forbidden = (names: string[], allowed: readonly string[], where: string) =>
    names
      .filter((name) => known.has(name) && !allowed.includes(name))
      .map((name) => ({
        path,
        line: lineOf(text, name),
        message: `${where} name ${name}, but there is no such arrow from ${room.folder}; remove it.`,
      }));
  const arrows = [...room.imports, ...room.types];
  const unpacked = room.installable ? Object.keys(dependencies).filter((name) => known.has(name)) : [];
  return [
    ...unpacked.map((name) => ({
      path,
      line: lineOf(text, name),
      message: `dependencies name ${name}, which nobody can install; it is packed into the build: name it under devDependencies.`,
    })),
    ...forbidden(Object.keys(dependencies), arrows, "dependencies"),
    ...forbidden(Object.keys(devDependencies), [...arrows, "@cloudpix/tooling"], "devDependencies"),
  ];
};

/** Whatever a file imports is named in the package.json of its own room; what the program needs, under dependencies. */
export const checkDeclaredImports = (source: ParsedSource, manifest: Manifest): Violation[] => {
  const { developmentOnly = false, installable = false } = roomOf(source.path) ?? {};
  const testing = developmentOnly || isTestFile(source.path) || isToolConfig(source.path);
  return source.imports.flatMap(({ specifier, line, typeOnly }) => {
    if (/^(?:\.|node:|#|\/|virtual:)/.test(specifier)) return [];
    const name = packageOf(specifier);
    if (manifest.dependencies[name] !== undefined) return [];
    const development = manifest.devDependencies[name] !== undefined;
    const packed = installable && rooms.some((room) => room.name === name);
    if (development && (testing || typeOnly || packed)) return [];
    const message = development
      ? `imports ${name}, which ${manifest.path} names for development only; move it to dependencies.`
      : `imports ${name}, which ${manifest.path} does not name; add it there ("catalog:" or "workspace:*").`;
    return [{ path: source.path, line, message }];
  });
};

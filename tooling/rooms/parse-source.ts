import { parseSync, Visitor } from "oxc-parser";
import type { SourceFile } from "./source-file.ts";

export type Import = { specifier: string; line: number; typeOnly: boolean };

/** What the rules want to know about a file of code. */
export type ParsedSource = SourceFile & {
  imports: Import[];
  /** `"use client"` and its kind, wherever they stand. */
  directives: { value: string; line: number }[];
  /** Lines that read `process.env`. */
  environmentReads: number[];
  /** The parser's complaint, if the file is no valid code. */
  error: { message: string; line: number } | undefined;
};

type Kind = "type" | "value";
const onlyTypes = (kind: Kind | undefined, specifiers: readonly (Kind | undefined)[]) =>
  kind === "type" || (specifiers.length > 0 && specifiers.every((specifier) => specifier === "type"));

/** Reads a TypeScript or JavaScript file without running it. Never throws: bad code becomes `error`. */
export const parseSource = (file: SourceFile): ParsedSource => {
  const { program, errors } = parseSync(file.path, file.text);
  const lineOf = (offset: number) => file.text.slice(0, offset).split("\n").length;
  const parsed: ParsedSource = {
    ...file,
    imports: [],
    directives: [],
    environmentReads: [],
    error: undefined,
  };
  const [error] = errors;
  if (error) parsed.error = { message: error.message, line: lineOf(error.labels[0]?.start ?? 0) };

  const add = (specifier: string, start: number, typeOnly: boolean) =>
    parsed.imports.push({ specifier, line: lineOf(start), typeOnly });
  const addEnvironmentRead = (start: number) => parsed.environmentReads.push(lineOf(start));

  new Visitor({
    ImportDeclaration: ({ source, specifiers, importKind, start }) => {
      const kinds = specifiers.map((one) => (one.type === "ImportSpecifier" ? one.importKind : "value"));
      add(source.value, start, onlyTypes(importKind, kinds));
      const named = specifiers.flatMap((one) => (one.type === "ImportSpecifier" ? [one.imported] : []));
      const readsEnv = named.some((name) => name.type === "Identifier" && name.name === "env");
      if (/^(?:node:)?process$/.test(source.value) && readsEnv) addEnvironmentRead(start);
    },
    ExportNamedDeclaration: ({ source, specifiers, exportKind, start }) => {
      const kinds = specifiers.map((one) => one.exportKind);
      if (source) add(source.value, start, onlyTypes(exportKind, kinds));
    },
    ExportAllDeclaration: ({ source, exportKind, start }) => add(source.value, start, exportKind === "type"),
    ImportExpression: ({ source, start }) => {
      if (source.type === "Literal" && typeof source.value === "string") add(source.value, start, false);
    },
    TSImportType: ({ source, start }) => add(source.value, start, true),
    ExpressionStatement: (statement) => {
      if ("directive" in statement && typeof statement.directive === "string") {
        parsed.directives.push({ value: statement.directive, line: lineOf(statement.start) });
      }
    },
    MemberExpression: ({ object, property, start }) => {
      const name =
        property.type === "Identifier" ? property.name : property.type === "Literal" && property.value;
      if (object.type === "Identifier" && object.name === "process" && name === "env")
        addEnvironmentRead(start);
    },
    VariableDeclarator: ({ id, init, start }) => {
      if (id.type !== "ObjectPattern" || init?.type !== "Identifier" || init.name !== "process") return;
      const takesEnv = id.properties.some(
        (one) => one.type === "Property" && one.key.type === "Identifier" && one.key.name === "env",
      );
      if (takesEnv) addEnvironmentRead(start);
    },
  }).visit(program);
  return parsed;
};

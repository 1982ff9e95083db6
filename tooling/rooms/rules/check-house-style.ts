import type { ParsedSource } from "../parse-source.ts";
import { isTestFile, type SourceFile } from "../source-file.ts";
import type { Violation } from "../violation.ts";

const LONGEST_FILE = 300;

/** No file grows past what one can keep in mind. */
export const checkLength = ({ path, text }: SourceFile): Violation[] => {
  const lines = text.trimEnd().split("\n").length;
  return lines > LONGEST_FILE
    ? [
        {
          path,
          line: LONGEST_FILE + 1,
          message: `has ${lines} lines, more than ${LONGEST_FILE}; split it by what it is about.`,
        },
      ]
    : [];
};

const vague = /(?:^|-)(?:utils?|helpers?|misc|common)(?:-|$)|^shared$/;

/** Names say what a thing is: a drawer for everything fills up with everything. */
export const checkNames = ({ path }: SourceFile): Violation[] =>
  path
    .split("/")
    .filter((segment) => vague.test(segment.replace(/\..*$/, "")))
    .map((segment) => ({
      path,
      line: 1,
      message: `"${segment}" says nothing; name it after what is in it.`,
    }));

/** The apps have one interface, the API; a second one in server actions or cached functions would escape its rules. */
export const checkDirectives = ({ path, directives }: ParsedSource): Violation[] =>
  directives
    .filter(({ value }) => value === "use server" || /^use cache(?::|$)/.test(value))
    .map(({ value, line }) => ({
      path,
      line,
      message: `"${value}" is not used here; make it a procedure of the API and call that.`,
    }));

const mayReadEnvironment = /^(?:apps\/[^/]+\/src\/env(?:\.test)?\.ts$|tooling\/|bench\/|e2e\/)/;

/** Settings are read in one place of each app, checked there, and handed on as values. */
export const checkEnvironmentReads = ({ path, environmentReads }: ParsedSource): Violation[] =>
  mayReadEnvironment.test(path)
    ? []
    : environmentReads.map((line) => ({
        path,
        line,
        message: "reads process.env; read the setting in the app's src/env.ts and pass its value on.",
      }));

/** `*.spec.ts` is what Playwright runs against the built system; everything else is `*.test.ts` beside its source. */
export const checkSpecs = ({ path }: SourceFile): Violation[] => {
  if (/\.spec\.tsx?$/.test(path) && !path.startsWith("e2e/")) {
    return [
      { path, line: 1, message: "is a *.spec.ts outside of e2e, which nobody runs; name it *.test.ts." },
    ];
  }
  if (/\.test\.tsx?$/.test(path) && path.startsWith("e2e/")) {
    return [{ path, line: 1, message: "is a *.test.ts in e2e, which nobody runs; name it *.spec.ts." }];
  }
  return [];
};

/** Files that the parser cannot read would pass every other rule unseen. */
export const checkReadable = ({ path, error }: ParsedSource): Violation[] =>
  error ? [{ path, line: error.line, message: `cannot be parsed: ${error.message}` }] : [];

/** Tests of a room are run by its vitest settings, which look at *.test.ts(x) only. */
export const checkTestNames = ({ path, imports }: ParsedSource): Violation[] =>
  imports
    .filter(({ specifier, typeOnly }) => specifier === "vitest" && !typeOnly && !isTestFile(path))
    .map(({ line }) => ({
      path,
      line,
      message:
        "imports vitest but is no *.test.ts or *.contract.ts; rename it, or move it to a folder named test.",
    }));

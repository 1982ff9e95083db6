import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { findChromium } from "../browser/find-chromium.ts";
import { checkRooms } from "../rooms/check-rooms.ts";
import { rooms } from "../rooms/room-table.ts";
import { buildWeb } from "../stack/build-web.ts";
import { runToEnd } from "../stack/run-to-end.ts";
import { readPlaywrightReport } from "./read-playwright-report.ts";
import { readVitestReport } from "./read-vitest-report.ts";
import { oneCheck, settle, type Tally } from "./tally.ts";

export type Step = {
  title: string;
  /** A step that takes longer has hung, and is ended. */
  minutes: number;
  /** The title of the step without which this one means nothing. */
  needs?: string;
  run: (signal: AbortSignal) => Promise<Tally>;
};

const quiet = { TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

/** The steps of `npm test` in their order, on the workspace at `root`. */
export const createSteps = (root: string): readonly Step[] => {
  const reports = join(root, ".reports");
  const module = (...path: string[]) => join(root, "node_modules", ...path);
  const run = (args: readonly string[], signal: AbortSignal, env: NodeJS.ProcessEnv = {}) =>
    runToEnd(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...quiet, ...env },
      signal,
      show: true,
    });

  /** Runs a test runner that writes `file`; without a fresh and complete report nothing counts as passed. */
  const runTests = async (
    file: string,
    read: (report: unknown) => Tally,
    start: () => Promise<{ code: number }>,
  ) => {
    await rm(file, { force: true });
    const { code } = await start();
    if (!existsSync(file)) return oneCheck(false, `It ended with code ${code} and left no report.`);
    return settle(read(JSON.parse(await readFile(file, "utf8"))), code);
  };

  return [
    {
      title: "format and lint",
      minutes: 3,
      run: async (signal) => {
        const args = [module("@biomejs", "biome", "bin", "biome"), "ci", "--error-on-warnings"];
        return oneCheck((await run(args, signal)).code === 0);
      },
    },
    {
      title: "rooms and house style",
      minutes: 3,
      run: async () => {
        const found = await checkRooms(root);
        return {
          ...oneCheck(found.length === 0),
          complaints: found.map((one) => `${one.path}:${one.line}  ${one.message}`),
        };
      },
    },
    {
      title: "types",
      minutes: 10,
      run: async (signal) => {
        const args = [
          module("turbo", "bin", "turbo"),
          "run",
          "typecheck",
          "--output-logs=errors-only",
          "--continue",
        ];
        return oneCheck((await run(args, signal)).code === 0);
      },
    },
    {
      title: "unit, contract and worker tests",
      minutes: 15,
      run: (signal) => {
        const file = join(reports, "vitest.json");
        const folders = rooms
          .map(({ folder }) => folder)
          .filter((folder) => existsSync(join(root, folder, "vitest.config.ts")));
        const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
        return runTests(
          file,
          (report) => readVitestReport(report, root, folders),
          () => run([module("vitest", "vitest.mjs"), "run", ...reporters], signal),
        );
      },
    },
    {
      title: "web build",
      minutes: 10,
      run: async (signal) => {
        const { reused } = await buildWeb(root, signal);
        console.log(reused ? "unchanged, used again" : "built");
        return oneCheck(true);
      },
    },
    {
      title: "browser tests",
      minutes: 20,
      needs: "web build",
      run: async (signal) => {
        const file = join(reports, "playwright.json");
        const chromium = await findChromium();
        const args = [
          module("@playwright", "test", "cli.js"),
          "test",
          "--config",
          "e2e/playwright.config.ts",
        ];
        return runTests(file, readPlaywrightReport, () =>
          run([...args, "--reporter=list,json"], signal, {
            CHROMIUM_PATH: chromium,
            // In a locale without UTF-8 Chromium saves "café.jpg" as "download".
            LC_ALL: "C.UTF-8",
            PLAYWRIGHT_JSON_OUTPUT_FILE: file,
          }),
        );
      },
    },
  ];
};

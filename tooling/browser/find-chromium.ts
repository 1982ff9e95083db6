import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { installChromium } from "./install-chromium.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macApps = ["Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium"];

/** What to tell somebody whose machine has none. */
export const chromiumAdvice =
  "Install Chromium or Google Chrome (Debian and Ubuntu: apt-get install chromium; anywhere: pnpm exec playwright install chromium), " +
  "or name one that is there: CHROMIUM_PATH=/path/to/chromium";

/** The same switches wherever the project starts a browser: no sandbox where root cannot have one, and no calls home. */
export const chromiumArgs: readonly string[] = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ...["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
  "--disable-sync",
];

/**
 * The Chromium on this machine: CHROMIUM_PATH, else one of the system, else Playwright's own; undefined when there is none.
 * @throws Error when CHROMIUM_PATH names nothing
 */
export const locateChromium = (env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const { CHROMIUM_PATH: named, PATH = "" } = env;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...(process.platform === "darwin" ? macApps.map((app) => join("/Applications", app)) : []),
    chromium.executablePath(),
  ].find((path) => existsSync(path));
};

/**
 * The Chromium to test with; on Debian and its kin, as root, it is installed from the distribution when there is none.
 * Repeatable. @throws Error that says how to get one
 */
export const findChromium = async (): Promise<string> => {
  const there = locateChromium();
  if (there) return there;
  await installChromium();
  const installed = locateChromium();
  if (!installed) throw new Error(`There is no Chromium for the browser tests. ${chromiumAdvice}`);
  return installed;
};

import { existsSync } from "node:fs";
import { access, constants, readFile, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { locateChromium } from "../browser/find-chromium.ts";
import { isOccupied } from "../stack/data-folder.ts";
import { isPortFree } from "../stack/ports.ts";
import type { Environment } from "../stack/stack-settings.ts";
import type { Finding } from "./finding.ts";
import {
  judgeChromium,
  judgeDataFolder,
  judgeDiskSpace,
  judgeInstall,
  judgeNode,
  judgePort,
  judgeReachable,
  judgeSqlite,
} from "./judge-machine.ts";
import { judgeSettings } from "./judge-settings.ts";

const ANSWER_MS = 5_000;

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
};
const problemOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(() => undefined, wordsOf);

const readIfThere = (path: string) => (existsSync(path) ? readFile(path, "utf8") : undefined);

/** The nearest folder on the way to `path` that exists already. */
const existingPart = (path: string): string => (existsSync(path) ? path : existingPart(dirname(path)));

/** Any answer at all will do: whether the key is right is the app's business, and no key is sent. */
const reach = async (what: string, url: string): Promise<Finding> =>
  judgeReachable(
    what,
    url,
    await problemOf(fetch(url, { method: "HEAD", signal: AbortSignal.timeout(ANSWER_MS) })),
  );

const chromium = (): Finding => {
  try {
    return judgeChromium(locateChromium());
  } catch (error) {
    return { ...judgeChromium(undefined), sentence: wordsOf(error) };
  }
};

/** Looks at this machine and these settings; changes nothing. */
export const examine = async (env: Environment, root: string): Promise<Finding[]> => {
  const { finding, settings } = judgeSettings(env, root);
  const findings = [
    judgeNode(process.versions.node),
    judgeInstall(
      await readIfThere(join(root, "node_modules/.pnpm/lock.yaml")),
      await readFile(join(root, "pnpm-lock.yaml"), "utf8"),
    ),
    judgeSqlite(process.versions.sqlite ?? "0"),
    finding,
  ];
  if (settings) {
    const folder = existingPart(settings.dataDir);
    const { bavail, bsize } = await statfs(folder);
    if (settings.port > 0) {
      const free = await isPortFree(settings.port);
      findings.push(judgePort(settings.port, free, !free && (await isOccupied(settings.dataDir))));
    }
    findings.push(
      judgeDataFolder(settings.dataDir, await problemOf(access(folder, constants.W_OK))),
      judgeDiskSpace(bavail * bsize),
    );
    if (settings.storage?.url) findings.push(await reach("storage", settings.storage.url));
    if (settings.cosmosEndpoint) findings.push(await reach("Cosmos DB", settings.cosmosEndpoint));
  }
  return [...findings, chromium()];
};

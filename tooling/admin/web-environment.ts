import { azuriteConnectionString } from "../azurite/connection-string.ts";
import { childEnvironments } from "../stack/child-environment.ts";
import { occupantOrigin } from "../stack/data-folder.ts";
import { Refusal } from "../stack/refusal.ts";
import { type Environment, readStackSettings } from "../stack/stack-settings.ts";
import { ownStorageAccount } from "../stack/start-storage.ts";
import { readStoredSettings, type StoredSettings } from "../stack/stored-settings.ts";

// Nobody listens there: a stack that never came so far has no storage that could answer.
const noPorts = { blob: 1, queue: 1 };

/** The stack's own storage, where it was last. */
const ownStorage = (stored: StoredSettings | undefined): string => {
  const { blob, queue } = stored?.storagePorts ?? noPorts;
  const at = (port: number) => `http://127.0.0.1:${port}/${ownStorageAccount}`;
  const account = { name: ownStorageAccount, key: stored?.storageAccountKey ?? "" };
  return azuriteConnectionString(account, { blobUrl: at(blob), queueUrl: at(queue) });
};

const secretNames = ["AUTH_SECRET", "TOKEN_SECRET", "CURSOR_SECRET"];

/**
 * The environment that the web app of this installation runs in, or would: its database, its secrets, its address. Where
 * it runs now, its own address counts, whatever port was asked for: what is signed for one address another refuses.
 * @throws Refusal when a setting cannot be used, or nothing was ever started here
 */
export const webEnvironment = async (env: Environment, root: string): Promise<NodeJS.ProcessEnv> => {
  const settings = readStackSettings(env, root);
  const stored = await readStoredSettings(settings.dataDir);
  if (stored === undefined && !secretNames.every((name) => env[name])) {
    throw new Refusal(
      `There is no CloudPix in ${settings.dataDir} yet. Start it once (npm start), or name its folder with DATA_DIR=….`,
    );
  }
  const port = settings.port || 3000;
  const publicOrigin =
    (await occupantOrigin(settings.dataDir)) ?? settings.publicOrigin ?? `http://localhost:${port}`;
  const { web } = childEnvironments({
    ...{ env, mode: "start", settings, stored, port, publicOrigin, workerHealthPort: 0 },
    connectionString: settings.storage ? undefined : ownStorage(stored),
  });
  return web;
};

import { join } from "node:path";
import type { Azurite, StartAzuriteOptions } from "../azurite/start-azurite.ts";
import { isPortFree } from "./ports.ts";
import { Refusal } from "./refusal.ts";
import type { StackSettings } from "./stack-settings.ts";
import { type StoredSettings, saveStoredSettings } from "./stored-settings.ts";
import { type Supervised, supervise } from "./supervise.ts";

export type StartStorageOptions = {
  settings: StackSettings;
  stored: StoredSettings;
  startAzurite: (options: StartAzuriteOptions) => Promise<Azurite>;
  print: (line: string) => void;
  onStart: (pid: number) => void;
};

/** The name of the account in it. */
export const ownStorageAccount = "cloudpix";

export type OwnStorage = { connectionString: string; blobUrl: string; supervised: Supervised };

/** The port asked for, else the remembered one, else 0 ("any"): a remembered port may have been taken meanwhile. */
const choosePorts = async (settings: StackSettings, stored: StoredSettings) => {
  const { storagePort } = settings;
  if (storagePort && !(await isPortFree(storagePort))) {
    throw new Refusal(
      `STORAGE_PORT ${storagePort} is taken by another program. Name another, or none to get a free one.`,
    );
  }
  const remembered = async (port: number | undefined) => (port && (await isPortFree(port)) ? port : 0);
  return {
    blobPort: storagePort || (await remembered(stored.storagePorts?.blob)),
    queuePort: await remembered(stored.storagePorts?.queue),
  };
};

const portOf = (url: string) => Number(new URL(url).port);

/**
 * Runs Azurite in the data folder under a key of its own, and remembers its ports. When it dies it comes back on the
 * same ports, because web, worker and the URLs already handed out know it by them.
 * @throws Refusal when STORAGE_PORT is taken; Error when Azurite does not start
 */
export const startStorage = async (options: StartStorageOptions): Promise<OwnStorage> => {
  const { settings, stored, startAzurite, print, onStart } = options;
  let ports = await choosePorts(settings, stored);
  let azurite: Azurite | undefined;

  const start = async () => {
    const started = await startAzurite({
      folder: join(settings.dataDir, "azurite"),
      account: { name: ownStorageAccount, key: stored.storageAccountKey },
      ...ports,
    });
    azurite = started;
    ports = { blobPort: portOf(started.blobUrl), queuePort: portOf(started.queueUrl) };
    onStart(started.pid);
    return { ended: started.ended.then((tail) => ({ how: `with ${tail}`, tail })), stop: started.stop };
  };
  // `startAzurite` resolves only when both services answer.
  const supervised = await supervise({ name: "storage", start, ready: async () => {}, print });
  if (!azurite) throw new Error("Azurite started without a word.");
  await saveStoredSettings(settings.dataDir, {
    ...stored,
    storagePorts: { blob: ports.blobPort, queue: ports.queuePort },
  });
  return { connectionString: azurite.connectionString, blobUrl: azurite.blobUrl, supervised };
};

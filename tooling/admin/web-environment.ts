import { childEnvironments } from "../stack/child-environment.ts";
import { occupantOrigin } from "../stack/data-folder.ts";
import { Refusal } from "../stack/refusal.ts";
import { type Environment, readStackSettings } from "../stack/stack-settings.ts";
import { readStoredSettings } from "../stack/stored-settings.ts";

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
    // Operators' commands touch no blob; the settings only have to be complete.
    connectionString: settings.storage ? undefined : "AccountName=cloudpix",
  });
  return web;
};

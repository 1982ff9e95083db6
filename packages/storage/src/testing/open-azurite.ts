import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Azurite, type StartAzuriteOptions, startAzurite } from "@cloudpix/tooling/azurite";

/** Azurite on a folder of its own, for one test file; `close` stops it and removes the folder. */
export const openAzurite = async (
  options: Pick<StartAzuriteOptions, "tls"> = {},
): Promise<Azurite & { close(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-storage-"));
  const azurite = await startAzurite({ folder, ...options });
  const close = async () => {
    await azurite.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...azurite, close };
};

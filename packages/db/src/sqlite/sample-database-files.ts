import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Fresh paths for databases, each in a folder of its own that `removeAll` takes away again. */
export const createSampleFiles = () => {
  const folders: string[] = [];
  return {
    newFile: async (): Promise<string> => {
      const folder = await mkdtemp(join(tmpdir(), "cloudpix-db-"));
      folders.push(folder);
      return join(folder, "cloudpix.db");
    },
    removeAll: async (): Promise<void> => {
      for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
    },
  };
};

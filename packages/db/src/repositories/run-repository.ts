import type { RunRecord } from "@cloudpix/domain";

/** Remembers the last word of each background process. */
export type RunRepository = {
  put(run: RunRecord): Promise<void>;
  get(id: RunRecord["id"]): Promise<RunRecord | null>;
};

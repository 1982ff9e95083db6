import { DatabaseSync } from "node:sqlite";

/** What the bare route does and nothing more: two point reads, one commit, the given bytes. */
export type BareStore = { open(linkId: string): string };

const slot = Symbol.for("cloudpix.bench.bare");
const globals: typeof globalThis & { [slot]?: BareStore } = globalThis;

/** Opens CloudPix' own database under the settings CloudPix opens it with. */
export const setBareStore = (file: string, ids: { userId: string; fileId: string }, answer: string): void => {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000");
  const fileById = database.prepare("SELECT * FROM files WHERE userId = :userId AND fileId = :fileId");
  const userById = database.prepare("SELECT * FROM users WHERE userId = :userId");
  const count = database.prepare(
    "UPDATE shareLinks SET accessCount = accessCount + 1, lastAccessDate = :now WHERE linkId = :linkId",
  );
  globals[slot] = {
    open: (linkId) => {
      count.run({ linkId, now: new Date().toISOString() });
      fileById.get(ids);
      userById.get({ userId: ids.userId });
      return answer;
    },
  };
};

/** @throws Error outside of the bare server */
export const bareStore = (): BareStore => {
  const store = globals[slot];
  if (store === undefined) throw new Error("The bare route runs inside bench/bare/server.ts only.");
  return store;
};

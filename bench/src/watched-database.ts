import type { Database } from "@cloudpix/db";

/** The same object, except that `begin` hears of every call of its methods. */
const heard = <T extends object>(target: T, begin: () => () => void): T =>
  new Proxy(target, {
    get: (from, name, receiver) => {
      const value: unknown = Reflect.get(from, name, receiver);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        const end = begin();
        const answer: unknown = Reflect.apply(value, from, args);
        Promise.resolve(answer).then(end, end);
        return answer;
      };
    },
  });

/** A database whose calls `begin` hears of, by the container they go to: on SQLite each is one transaction. */
export const watchedDatabase = (db: Database, begin: (container: string) => () => void): Database => ({
  ...db,
  users: heard(db.users, () => begin("users")),
  files: heard(db.files, () => begin("files")),
  shareLinks: heard(db.shareLinks, () => begin("shareLinks")),
  accessTokens: heard(db.accessTokens, () => begin("accessTokens")),
  throttles: heard(db.throttles, () => begin("throttles")),
  runs: heard(db.runs, () => begin("runs")),
});

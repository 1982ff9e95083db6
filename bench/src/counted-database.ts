import type { Database } from "@cloudpix/db";

/** The same object, except that `count` hears of every call of its methods. */
const heard = <T extends object>(target: T, count: () => void): T =>
  new Proxy(target, {
    get: (from, name, receiver) => {
      const value: unknown = Reflect.get(from, name, receiver);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        count();
        return Reflect.apply(value, from, args);
      };
    },
  });

/** A database that counts the calls of its repositories: on SQLite each is one transaction. */
export const countedDatabase = (db: Database): { db: Database; calls(): number } => {
  let calls = 0;
  const count = () => {
    calls += 1;
  };
  return {
    calls: () => calls,
    db: {
      ...db,
      users: heard(db.users, count),
      files: heard(db.files, count),
      shareLinks: heard(db.shareLinks, count),
      accessTokens: heard(db.accessTokens, count),
      throttles: heard(db.throttles, count),
      runs: heard(db.runs, count),
    },
  };
};

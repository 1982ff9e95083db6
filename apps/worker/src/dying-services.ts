import type { Services } from "./services.ts";

/** Where a worker is killed: at its `call`th call to database or blobs, before it reaches them or when it was carried out. */
export type Death = { call: number; when: "before" | "after" };

/** The services of a worker that is killed: nothing reaches database or blobs from then on. */
export const dyingServices = (services: Services, { call, when }: Death) => {
  let calls = 0;
  const killed = () => {
    throw new Error("killed");
  };
  const wrap = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return async (...args: unknown[]): Promise<unknown> => {
          calls += 1;
          const mine = calls;
          if (mine > call || (mine === call && when === "before")) return killed();
          const result: unknown = await Reflect.apply(member, target, args);
          return mine === call ? killed() : result;
        };
      },
    });
  const { db, blobs } = services;
  const dying: Services = {
    ...services,
    blobs: wrap(blobs),
    db: {
      ...db,
      users: wrap(db.users),
      files: wrap(db.files),
      shareLinks: wrap(db.shareLinks),
      accessTokens: wrap(db.accessTokens),
      runs: wrap(db.runs),
    },
  };
  return { dying, /** Whether it came to that. */ died: () => calls >= call };
};

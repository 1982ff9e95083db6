import type { Services } from "./services.ts";

/** Where a program is killed: at its `call`th call to database, blobs or queue, before it reaches them or when it was carried out. */
export type Death = { call: number; when: "before" | "after" };

/** The services of a program that is killed: nothing reaches database, blobs or queue from then on. */
export const dyingServices = <Given extends Pick<Services, "db" | "blobs" | "queue">>(
  services: Given,
  { call, when }: Death,
) => {
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
  const { db, blobs, queue } = services;
  const dying = {
    ...services,
    blobs: wrap(blobs),
    queue: wrap(queue),
    db: {
      ...db,
      users: wrap(db.users),
      files: wrap(db.files),
      shareLinks: wrap(db.shareLinks),
      accessTokens: wrap(db.accessTokens),
      throttles: wrap(db.throttles),
      runs: wrap(db.runs),
    },
  };
  return { dying, /** Whether it came to that. */ died: () => calls >= call };
};

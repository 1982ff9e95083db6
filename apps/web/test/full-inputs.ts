import { appRouter } from "@cloudpix/api";
import { z } from "zod";
import type { Actor } from "./actors.ts";
import { fieldsOf } from "./hostile-values.ts";
import type { HostileWorld } from "./hostile-world.ts";
import { type ProcedureName, procedureCases } from "./procedure-cases.ts";
import { routeCases } from "./route-cases.ts";

const AnyObject = z.looseObject({});

// What the framework keeps of a procedure has no type that says so.
const within = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);

/** The fields a procedure may be given. */
export const procedureFields = (name: ProcedureName): ReturnType<typeof fieldsOf> =>
  fieldsOf(within(appRouter, "_def", "procedures", name, "_def", "inputs", 0));

/** An input of a procedure with every field there is, such that the owner succeeds with it now. */
export const fullInput = async (name: ProcedureName, hostile: HostileWorld): Promise<object> => {
  const { input, more } = procedureCases[name];
  const belongings = hostile.belongings();
  const least = AnyObject.parse((await input?.(belongings, hostile.owner())) ?? {});
  return { ...least, ...(await more?.(belongings, hostile.world())) };
};

/** The parts of a REST request. */
export type FullRequest = { path: string; query: Record<string, string>; body: object };

/** A request with everything there is in its query and body, such that the owner succeeds with it now. */
export const fullRequest = async (name: string, hostile: HostileWorld): Promise<FullRequest> => {
  const route = routeCases[name];
  if (route === undefined) throw new Error(`no case for ${name}`);
  const actor: Pick<Actor, "linkId"> = hostile.owner();
  const asked = route.request(hostile.belongings(), actor);
  const { query = {}, json = {} } = (await route.more?.(hostile.belongings())) ?? {};
  const [path = "", search = ""] = asked.path.split("?");
  return {
    path,
    query: { ...Object.fromEntries(new URLSearchParams(search)), ...query },
    body: { ...asked.json, ...json },
  };
};

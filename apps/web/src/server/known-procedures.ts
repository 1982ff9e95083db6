import { appRouter } from "@cloudpix/api";

const procedures = new Set(Object.keys(appRouter._def.procedures));

/**
 * What a tRPC path asks for, as logs may hold it: one procedure by its name, a batch by all of its names. A name that is
 * no procedure's may be anything that a caller chose, a secret too: then `:procedure`.
 */
export const knownProcedures = (path: string): string => {
  const names = path.split(",");
  return names.every((name) => procedures.has(name)) ? names.join(",") : ":procedure";
};

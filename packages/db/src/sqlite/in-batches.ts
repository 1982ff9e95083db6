import type { SqliteConnection, Values } from "./sqlite-connection.ts";

const batch = 500;

/**
 * Runs a statement that changes at most `:batch` rows until it finds fewer; how many it changed in all. Small steps: a
 * visitor's write never waits behind a long sweep.
 */
export const inBatches = async (
  connection: SqliteConnection,
  text: string,
  values: Values,
): Promise<number> => {
  let changed = 0;
  for (let step = batch; step === batch; changed += step) {
    step = await connection.write((sql) => sql.run(text, { ...values, batch }));
  }
  return changed;
};

import { RunRecord } from "@cloudpix/domain";
import type { RunRepository } from "../repositories/run-repository.ts";
import { jsonField } from "./row-field.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

const RunRow = RunRecord.extend({ details: jsonField(RunRecord.shape.details) });

const put = `INSERT INTO runs (id, at, details) VALUES (:id, :at, :details)
  ON CONFLICT DO UPDATE SET at = excluded.at, details = excluded.details`;

/** The last word of each background process, in SQLite. */
export const createSqliteRunRepository = (connection: SqliteConnection): RunRepository => ({
  put: async ({ id, at, details }) => {
    await connection.write((sql) => sql.run(put, { id, at, details: JSON.stringify(details) }));
  },
  get: async (id) => {
    const [row] = await connection.read((sql) =>
      sql.all("SELECT id, at, details FROM runs WHERE id = :id", { id }),
    );
    return row ? RunRow.parse(row) : null;
  },
});

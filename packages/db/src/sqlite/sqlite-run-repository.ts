import { RunRecord, WorkerRun } from "@cloudpix/domain";
import { claimRun, latestEnd } from "../repositories/claim-run.ts";
import type { RunRepository } from "../repositories/run-repository.ts";
import { workerRunRange } from "../repositories/worker-run-range.ts";
import { jsonField } from "./row-field.ts";
import type { Row, SqliteConnection } from "./sqlite-connection.ts";

const details = jsonField(RunRecord.shape.details);
const RunRow = RunRecord.extend({ details });
const WorkerRow = WorkerRun.extend({ details });
const workersIn = (rows: Row[]): WorkerRun[] => rows.map((row) => WorkerRow.parse(row));

const { anyFrom, from, to } = workerRunRange;

const put = `INSERT INTO runs (id, at, details) VALUES (:id, :at, :details)
  ON CONFLICT DO UPDATE SET at = excluded.at, details = excluded.details`;
const claim = `INSERT INTO runs (id, at, details) VALUES (:id, :at, :details)
  ON CONFLICT DO UPDATE SET at = excluded.at, details = excluded.details
  WHERE details ->> '$.holder' = :holder OR coalesce(details ->> '$.until', '') <= :at OR details ->> '$.until' > :latest`;
const byId = "SELECT id, at, details FROM runs WHERE id = :id";
const workers = `SELECT id, at, details FROM runs WHERE id >= :from AND id < :to ORDER BY at DESC LIMIT 1000`;
const remove = "DELETE FROM runs WHERE id = :id";
const removeBefore = `DELETE FROM runs WHERE id IN (
  SELECT id FROM runs WHERE id >= :from AND id < :to AND at < :before LIMIT 1000)`;

/** The last word of each piece of background work, in SQLite. Nothing disappears by itself here. */
export const createSqliteRunRepository = (connection: SqliteConnection): RunRepository => ({
  put: async ({ id, at, details }) => {
    await connection.write((sql) => sql.run(put, { id, at, details: JSON.stringify(details) }));
  },
  get: async (id) => {
    const [row] = await connection.read((sql) => sql.all(byId, { id }));
    return row ? RunRow.parse(row) : null;
  },
  claim: async (asked) => {
    const { id, at, details } = claimRun(asked);
    const { holder } = asked;
    const values = { id, at, details: JSON.stringify(details), holder, latest: latestEnd(asked) };
    return connection.write((sql) => sql.run(claim, values) === 1);
  },
  listWorkers: () => connection.read((sql) => workersIn(sql.all(workers, { from, to }))),
  removeWorker: (id) => connection.write((sql) => sql.run(remove, { id }) === 1),
  removeWorkersBefore: (before) =>
    connection.write((sql) => sql.run(removeBefore, { from: anyFrom, to, before })),
});

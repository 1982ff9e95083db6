import { newWorkerRunId, toInstant } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import { inMemory, openConnection } from "./sqlite-connection.ts";
import { createSqliteRunRepository } from "./sqlite-run-repository.ts";

test("the one row that all workers of an earlier version shared is no worker, and is forgotten as one", async () => {
  const connection = openConnection({ file: inMemory, lockDeadlineMs: 100 });
  await migrate(connection, inMemory);
  const runs = createSqliteRunRepository(connection);
  const at = "2026-03-01T12:00:00.000Z";
  await connection.write((sql) =>
    sql.run("INSERT INTO runs VALUES ('worker-heartbeat', :at, '{\"jobsDone\":1}')", { at }),
  );
  const worker = { id: newWorkerRunId(new Date()), at: toInstant(new Date()), details: {} };
  await runs.put(worker);
  expect(await runs.listWorkers()).toEqual([worker]);
  expect(await runs.removeWorkersBefore("2026-03-01T13:00:00.000Z")).toBe(1);
  expect(await runs.listWorkers()).toEqual([worker]);
  await connection.close();
});

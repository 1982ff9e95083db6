import { closeSync, openSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { foldName, unavailable } from "@cloudpix/domain";
import { createWriteTurns, type SqliteLog } from "./write-turns.ts";

export type Row = Record<string, SQLOutputValue>;
export type Values = Record<string, SQLInputValue>;

/** Statements on one connection. Values are bound by name, never pasted into the text. */
export type Sql = {
  all(text: string, values?: Values): Row[];
  /** How many rows it changed. */
  run(text: string, values?: Values): number;
  exec(text: string): void;
};

/** One connection to one file. What runs inside a call is synchronous, so that calls never mix. */
export type SqliteConnection = {
  read<Answer>(work: (sql: Sql) => Answer): Promise<Answer>;
  /** For exactly one statement, which is atomic by itself. */
  write<Answer>(work: (sql: Sql) => Answer): Promise<Answer>;
  /** All of it or nothing; holds the write lock from the first statement on, and waits for it until `deadlineMs` where given. */
  transaction<Answer>(work: (sql: Sql) => Answer, deadlineMs?: number): Promise<Answer>;
  /** Lets the writes asked for before end first: their callers may already count on them. Repeatable. */
  close(): Promise<void>;
};

export type ConnectionOptions = {
  file: string;
  lockDeadlineMs: number;
  /** Takes no change, and makes no file. */
  readOnly?: boolean;
  log?: SqliteLog | undefined;
};

// The driver waits inside the call, with the event loop standing still: long enough for a commit of the other process.
const driverTimeoutMs = 10;

/** The name of a database that lies in no file and is forgotten on close. */
export const inMemory = ":memory:";

const openFile = (file: string, readOnly: boolean): DatabaseSync => {
  try {
    // It holds password hashes: nobody else on the machine may read it. SQLite's own side files copy its mode.
    if (file !== inMemory) closeSync(openSync(file, readOnly ? "r+" : "a", 0o600));
    const engine = new DatabaseSync(file, { timeout: driverTimeoutMs, enableForeignKeyConstraints: true });
    // The engine's own read-only mode would leave its side files behind.
    if (readOnly) engine.exec("PRAGMA query_only = ON");
    engine.function("foldName", { deterministic: true }, (name) => foldName(String(name)));
    return engine;
  } catch (error) {
    throw unavailable(error);
  }
};

const createSql = (engine: DatabaseSync): Sql => {
  const prepared = new Map<string, StatementSync>();
  const statement = (text: string) => {
    const known = prepared.get(text);
    if (known) return known;
    const fresh = engine.prepare(text);
    prepared.set(text, fresh);
    return fresh;
  };
  return {
    // Never `get()`: it stops at the first row of a RETURNING, and an error of the commit after it would go unseen.
    all: (text, values = {}) => statement(text).all(values),
    run: (text, values = {}) => Number(statement(text).run(values).changes),
    exec: (text) => engine.exec(text),
  };
};

const inTransaction = <Answer>(engine: DatabaseSync, work: () => Answer): Answer => {
  engine.exec("BEGIN IMMEDIATE");
  try {
    const answer = work();
    engine.exec("COMMIT");
    return answer;
  } catch (error) {
    if (engine.isTransaction) engine.exec("ROLLBACK");
    throw error;
  }
};

/** Opens the file, creating it when it is missing. @throws AppError `dependency.unavailable` */
export const openConnection = (options: ConnectionOptions): SqliteConnection => {
  const { file, lockDeadlineMs, readOnly = false, log } = options;
  const engine = openFile(file, readOnly);
  const sql = createSql(engine);
  const turns = createWriteTurns({ deadlineMs: lockDeadlineMs, log });
  const whileOpen = <Answer>(work: () => Answer) => {
    if (!engine.isOpen) throw unavailable(new Error("The database has been closed."));
    return work();
  };
  return {
    read: (work) => turns.read(() => whileOpen(() => work(sql))),
    write: (work) => turns.write(() => whileOpen(() => work(sql))),
    transaction: (work, deadlineMs) =>
      turns.write(() => whileOpen(() => inTransaction(engine, () => work(sql))), deadlineMs),
    // Writes that were asked for before are done before: their callers may already count on them.
    close: async () => {
      await turns.settled();
      if (engine.isOpen) engine.close();
    },
  };
};

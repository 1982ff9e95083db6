import { backgroundFigures } from "@cloudpix/api";
import type { Database } from "@cloudpix/db";
import { toInstant, unavailable } from "@cloudpix/domain";
import type { JobQueue } from "@cloudpix/storage";
import { measureStorage } from "./measure-storage.ts";
import type { Status, WebStatus } from "./status-view.ts";
import { tellAttention } from "./tell-attention.ts";
import { tellPoison } from "./tell-poison.ts";

const mostPoison = 32;
const topCount = 10;
const patienceMs = 5_000;

/** null where it fails: that it does not answer is what is told. */
const orNull = <T>(work: Promise<T>): Promise<T | null> => work.catch(() => null);

type Sources = {
  /** null: it could not be opened. */
  db: Database | null;
  queue: JobQueue;
  askWeb: () => Promise<WebStatus>;
  now: () => Date;
  /** Which accounts are named: those that use most unless all are wanted. */
  accounts?: "most" | "all";
};

const unreachable = () => Promise.reject(unavailable("The database could not be opened."));
const noRuns = { get: unreachable, listWorkers: unreachable };

/**
 * Asks web, database and queue at once. What does not answer is null and keeps nothing else from being told. Never
 * throws and changes nothing.
 */
export const readStatus = async ({ db, queue, askWeb, now, accounts = "most" }: Sources): Promise<Status> => {
  const named = accounts === "all" ? Number.POSITIVE_INFINITY : topCount;
  const [web, background, poison, storage] = await Promise.all([
    askWeb(),
    backgroundFigures({ db: { runs: db?.runs ?? noRuns }, queue, now }, patienceMs),
    orNull(queue.peekPoison(mostPoison)),
    db === null ? null : orNull(measureStorage(db, named)),
  ]);
  const observed = {
    at: toInstant(now()),
    web,
    background,
    poison: poison?.map(tellPoison) ?? null,
    storage,
  };
  return { ...observed, attention: tellAttention(observed) };
};

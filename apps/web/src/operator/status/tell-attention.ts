import type { Status } from "./status-view.ts";
import { count, counted, figure } from "./words.ts";

const ofWeb = ({ web: { origin, readiness, figures } }: Observed): string[] => {
  if (readiness?.status === "ok") return [];
  if (readiness !== null) return ["web is not ready"];
  return [figures === null ? `web does not answer at ${origin}` : "web does not say whether it is ready"];
};

const ofWorkers = ({ background }: Observed): string[] => {
  const [alive, stalled, silent] = ["Alive", "Stalled", "Silent"].map((what) =>
    figure(background[`workers${what}`]),
  );
  if (alive === 0) return [silent === 0 ? "no worker runs" : "the worker stands still"];
  return [
    ...(stalled ? [`the loop of ${count(stalled)} of ${counted(alive, "worker")} stands still`] : []),
    ...(silent ? [`${counted(silent, "worker")} fell silent within the last hour`] : []),
  ];
};

/** What it could not remove are bytes that people have deleted. */
const ofCleanUp = ({ background }: Observed): string[] => {
  const [parts, removals] = ["Sweeps", "Removals"].map((what) => figure(background[`cleanUp${what}Failed`]));
  return [
    ...(parts ? [`of the last clean-up ${counted(parts, "part")} failed`] : []),
    ...(removals
      ? [`the last clean-up could not remove ${counted(removals, "file or account", "files or accounts")}`]
      : []),
  ];
};

type Observed = Omit<Status, "attention">;

/**
 * What somebody should look at now, in words; empty while all is well. Messages that were set aside are not among it: they are
 * kept until somebody has the time, and one that is never cleared away must not hide the next outage.
 */
export const tellAttention = (observed: Observed): string[] => {
  const { background, storage } = observed;
  const databaseAnswers = background["databaseAnswers"] === true && storage !== null;
  return [
    ...ofWeb(observed),
    ...(databaseAnswers ? [] : ["the database does not answer"]),
    ...(background["queueAnswers"] === true ? [] : ["the queue does not answer"]),
    ...ofWorkers(observed),
    ...ofCleanUp(observed),
  ];
};

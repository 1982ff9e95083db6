import { formatSize } from "../size.ts";
import type { Status } from "./status-view.ts";
import { count, counted, figure, percentiles, span, unknown } from "./words.ts";

type Figures = Status["background"];

const size = (figures: Figures) => {
  const bytes = figure(figures["workerMemoryRssBytes"]);
  return bytes === null ? "?" : formatSize(bytes);
};

const jobs = (figures: Figures) =>
  [
    `${counted(figures["workerJobsDone"], "job")} done`,
    `${counted(figures["workerJobsFailed"], "try", "tries")} failed`,
    `${count(figures["workerJobsSetAside"])} set aside`,
    `${count(figures["workerInFlight"])} under way`,
  ].join(", ");

const thumbnails = (figures: Figures, when: string) => {
  const told = figures["workerThumbnailCount"];
  return figure(told)
    ? [`${counted(told, "thumbnail")} in the ${when}: ${percentiles(figures, "workerThumbnail")}`]
    : [];
};

const secondsSince = (moment: unknown, at: string) =>
  typeof moment === "string" ? (Date.parse(at) - Date.parse(moment)) / 1_000 : null;

/** Of workers that all fell silent: what was true when they last spoke. */
const linesOfSilent = (silent: number, figures: Figures) => {
  const who = silent === 1 ? "STANDS STILL" : `ALL ${silent} STAND STILL`;
  const age = span(figures["workerHeartbeatAgeSeconds"]);
  return [
    `${who}: last word ${age} ago, was up ${span(figures["workerUptimeSeconds"])}, had ${size(figures)}`,
    `until then ${jobs(figures)}`,
    ...thumbnails(figures, "hour before"),
  ];
};

const linesOfLiving = (alive: number, figures: Figures, at: string) => {
  const stalled = figure(figures["workersStalled"]);
  const silent = figure(figures["workersSilent"]);
  const who = alive === 1 ? "" : `${alive} run: `;
  const queueSilent = secondsSince(figures["workerQueueSilentSince"], at);
  const age = span(figures["workerHeartbeatAgeSeconds"]);
  return [
    `${who}last word ${age} ago, up ${span(figures["workerUptimeSeconds"])}, ${size(figures)}`,
    ...(stalled
      ? [
          `${alive === 1 ? "STANDS STILL" : `${stalled} OF THEM ${stalled === 1 ? "STANDS" : "STAND"} STILL`}: ` +
            `the loop last turned ${span(secondsSince(figures["workerLastTurn"], at))} ago`,
        ]
      : []),
    ...(silent ? [`${counted(silent, "more worker")} FELL SILENT within the last hour`] : []),
    ...(queueSilent === null ? [] : [`has had no answer from the queue for ${span(queueSilent)}`]),
    jobs(figures),
    ...thumbnails(figures, "last hour"),
  ];
};

/** What is told of the workers: whether any lives and turns, and what they have done; in the past tense where none lives. */
export const workerLines = ({ at, background }: Status): string[] => {
  const alive = figure(background["workersAlive"]);
  const silent = figure(background["workersSilent"]);
  if (alive === null || silent === null) return [unknown("database")];
  if (alive > 0) return linesOfLiving(alive, background, at);
  return silent > 0 ? linesOfSilent(silent, background) : ["NONE RUNS: nothing that waits is worked on"];
};

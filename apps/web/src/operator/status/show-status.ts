import { escapeControls } from "@cloudpix/telemetry";
import { formatSize } from "../size.ts";
import type { Status } from "./status-view.ts";
import { count, counted, figure, percentiles, span, unknown } from "./words.ts";
import { workerLines } from "./worker-lines.ts";

const size = (value: unknown) => {
  const bytes = figure(value);
  return bytes === null ? "?" : formatSize(bytes);
};

/** A part's name beside its first line. */
const part = (name: string, lines: readonly string[]) =>
  lines.map((line, index) => `${(index === 0 ? name : "").padEnd(11)}${line}`);

const webLines = ({ web: { origin, readiness, figures } }: Status): string[] => {
  if (readiness === null && figures === null)
    return [`does not answer at ${origin}; what follows is told by database and queue themselves`];
  const { status = "unavailable" } = readiness ?? {};
  const first = `${status === "ok" ? "ready" : "NOT READY"} at ${origin}, up ${span(figures?.["uptimeSeconds"])}`;
  if (figures === null || figures["requests"] === undefined)
    return [
      first,
      "tells its figures to this machine, or to whoever shows OPERATOR_TOKEN (docs/operations.md)",
    ];
  const classes = ["2xx", "3xx", "4xx", "5xx"].map((name) => `${count(figures[`requests${name}`])} ${name}`);
  return [
    `${first}, ${size(figures["memoryRssBytes"])}, event loop at most ${count(figures["eventLoopDelayMaxMs"])} ms late`,
    `${counted(figures["requests"], "request")}: ${classes.join(", ")}; ` +
      `${count(figures["requestsIncomplete"])} left early, ${count(figures["requestsInFlight"])} under way`,
    figures["latencyCount"] === 0
      ? "no answer in the last 5 minutes"
      : `${counted(figures["latencyCount"], "answer")} in the last 5 minutes: ${percentiles(figures, "latency")}`,
    `telemetry ${figures["telemetryStatus"]}`,
  ];
};

const dependencyLines = ({ web: { readiness } }: Status): string[] => {
  if (readiness === null) return [];
  const told = Object.entries(readiness.dependencies).map(
    ([name, { ok, durationMs }]) => `${name} ${ok ? "answers" : "DOES NOT ANSWER"} (${durationMs} ms)`,
  );
  return [told.join(", ")];
};

const queueLines = ({ background }: Status): string[] => {
  if (background["queueDepth"] === null) return [unknown("queue")];
  const oldest = background["queueOldestSeconds"];
  const waits = oldest === null ? "" : `, the oldest waits for ${span(oldest)}`;
  return [`${counted(background["queueDepth"], "message")}${waits}`];
};

const poisonLines = ({ background, poison }: Status): string[] => {
  if (poison === null) return [unknown("queue")];
  const told = poison.flatMap(({ message, messageId, textBeginning, reason, setAsideAt }) => {
    const what = message === null ? "unknown" : `${message.type} of ${message.fileId}`;
    const marks = [
      ...(messageId === null ? [] : [`message ${messageId}`]),
      ...(textBeginning === null ? [] : [`begins with ${textBeginning}`]),
    ].join(", ");
    return [
      `${setAsideAt.slice(0, 19)}Z  ${what}: ${escapeControls(reason ?? "no reason was kept")}`,
      ...(marks === "" ? [] : [`  ${escapeControls(marks)}`]),
    ];
  });
  return [counted(background["poisonCount"], "message"), ...told];
};

const cleanUpLines = ({ at, background }: Status): string[] => {
  const last = background["lastCleanUp"];
  if (typeof last !== "string")
    return [background["databaseAnswers"] === true ? "none yet" : unknown("database")];
  const counts = Object.entries(background)
    .filter(([name, value]) => name.startsWith("cleanUp") && name !== "cleanUpDurationMs" && value !== 0)
    .map(([name, value]) => `${name.charAt(7).toLowerCase()}${name.slice(8)} ${value}`);
  const ago = span((Date.parse(at) - Date.parse(last)) / 1_000);
  return [
    `${last.slice(0, 19)}Z, ${ago} ago, took ${count(background["cleanUpDurationMs"])} ms`,
    counts.length === 0 ? "nothing was to be done" : counts.join(", "),
  ];
};

const storageLines = ({ storage }: Status): string[] => {
  if (storage === null) return [unknown("database")];
  const { accounts, complete, usedBytes, quotaBytes, top, leftOut } = storage;
  return [
    `${formatSize(usedBytes)} of ${formatSize(quotaBytes)} in ${complete ? "" : "the first "}${counted(accounts, "account")}`,
    ...top.map(
      (one) =>
        `${`${formatSize(one.usedBytes)} of ${formatSize(one.quotaBytes)}`.padEnd(24)}${escapeControls(one.email)}`,
    ),
    ...(leftOut === 0 ? [] : [`and ${counted(leftOut, "more account")}, which --json names`]),
  ];
};

/** The status in words for a terminal, a part after the other; first what needs attention. */
export const showStatus = (status: Status): string[] => [
  ...part("attention", status.attention),
  ...part("web", webLines(status)),
  ...part("depends on", dependencyLines(status)),
  ...part("worker", workerLines(status)),
  ...part("queue", queueLines(status)),
  ...part("set aside", poisonLines(status)),
  ...part("clean-up", cleanUpLines(status)),
  ...part("storage", storageLines(status)),
];

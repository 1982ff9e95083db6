import { expect, test } from "vitest";
import { moderate } from "./moderate.ts";
import { noTelemetry } from "./no-telemetry.ts";

const watch = () => {
  const told: string[] = [];
  let nowMs = 1_000;
  const telemetry = moderate(
    {
      ...noTelemetry,
      trackEvent: (name) => void told.push(name),
      trackMetric: (name) => void told.push(name),
      trackException: () => void told.push("exception"),
    },
    () => nowMs,
  );
  return {
    telemetry,
    count: (name: string) => told.filter((one) => one === name).length,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
};

const times = (count: number, work: () => void) => Array.from({ length: count }).forEach(work);

test("of a link that everybody opens ten views a second are told of, and every one is counted", () => {
  const { telemetry, count, pass } = watch();
  times(1_000, () => {
    telemetry.trackEvent("share_link_accessed");
    telemetry.trackMetric("share_link_accesses", 1);
  });
  expect(count("share_link_accessed")).toBe(10);
  expect(count("share_link_accesses")).toBe(1_000);
  pass(1_000);
  times(3, () => telemetry.trackEvent("share_link_accessed"));
  expect(count("share_link_accessed")).toBe(13);
});

test("an outage that fails everything tells of ten exceptions a second", () => {
  const { telemetry, count } = watch();
  times(1_000, () => telemetry.trackException(new Error("down")));
  expect(count("exception")).toBe(10);
});

test("every other event is told of, however many there are", () => {
  const { telemetry, count } = watch();
  times(1_000, () => telemetry.trackEvent("file_uploaded"));
  expect(count("file_uploaded")).toBe(1_000);
});

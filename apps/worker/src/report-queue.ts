import { MINUTE_MS } from "@cloudpix/domain";
import type { Services } from "./services.ts";

/** Measures every minute, and at once, how many messages wait and how many were set aside. */
export const startQueueReport = ({
  queue,
  telemetry,
}: Pick<Services, "queue" | "telemetry">): { stop: () => void } => {
  const report = async () => {
    try {
      telemetry.trackMetric("queue_depth", await queue.depth());
      telemetry.trackMetric("poison_depth", await queue.poisonDepth());
    } catch (error) {
      telemetry.trackFailure(error, "the queue was not measured", { during: "measuring the queue" });
    }
  };
  void report();
  const timer = setInterval(report, MINUTE_MS);
  return { stop: () => clearInterval(timer) };
};

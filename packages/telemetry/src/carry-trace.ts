import type { WorkMessage } from "@cloudpix/domain";
import type { Telemetry } from "./telemetry.ts";

/** The queue whose messages carry the operation that sends them, so that whoever does the work goes on with it. */
export const carryTrace = <Queue extends { send(message: WorkMessage): Promise<void> }>(
  queue: Queue,
  { traceParent }: Pick<Telemetry, "traceParent">,
): Queue => ({
  ...queue,
  send: (message) => {
    const traceparent = traceParent();
    return queue.send(traceparent === undefined ? message : { ...message, traceparent });
  },
});

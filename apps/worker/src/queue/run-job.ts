import type { WorkMessage } from "@cloudpix/domain";
import type { Job, JobOutcome } from "../jobs/job.ts";
import { makeOpenGraph } from "../jobs/make-open-graph.ts";
import { makeThumbnail } from "../jobs/make-thumbnail.ts";
import { verifyUpload } from "../jobs/verify-upload.ts";
import type { Services } from "../services.ts";

const jobs: Record<WorkMessage["type"], Job> = {
  thumbnail: makeThumbnail,
  "open-graph": makeOpenGraph,
  verify: verifyUpload,
};

/** Does what a message asks for, as a part of the operation that sent it. A failure is reported, and thrown on. */
export const runJob = (services: Services, message: WorkMessage, deliveries: number): Promise<JobOutcome> => {
  const { telemetry } = services;
  const { type, traceparent, requestId = null } = message;
  return telemetry.underParent(traceparent, () =>
    telemetry.inSpan(type, { kind: "consumer", attributes: { deliveries, requestId } }, async (span) => {
      try {
        const outcome = await jobs[type](services, message);
        span.set({ outcome });
        return outcome;
      } catch (error) {
        telemetry.trackException(error, { job: type, deliveries, requestId });
        throw error;
      }
    }),
  );
};

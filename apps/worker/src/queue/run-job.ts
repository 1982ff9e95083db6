import type { WorkMessage } from "@cloudpix/domain";
import type { Job } from "../jobs/job.ts";
import { makeOpenGraph } from "../jobs/make-open-graph.ts";
import { makeThumbnail } from "../jobs/make-thumbnail.ts";
import { verifyUpload } from "../jobs/verify-upload.ts";

const jobs: Record<WorkMessage["type"], Job> = {
  thumbnail: makeThumbnail,
  "open-graph": makeOpenGraph,
  verify: verifyUpload,
};

/** Does what a message asks for. */
export const runJob: Job = (services, message) => jobs[message.type](services, message);

import type { WorkMessage } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** What became of a message: done, or left alone because there was nothing (more) to do. For the log. */
export type JobOutcome = "ready" | "failed" | "activated" | "refused" | "skipped";

/**
 * The work a message asks for. Repeatable, and resurrects nothing: every change holds only if the file still is in the
 * state the job expects. Returns when the message may be forgotten; what fails for a while throws `dependency.unavailable`.
 */
export type Job = (services: Services, message: WorkMessage) => Promise<JobOutcome>;

import { setTimeout as pause } from "node:timers/promises";
import type { CloudPix } from "@cloudpix/client";

const pollMs = 10;
const deadlineMs = 30_000;

/** Waits for a file's thumbnail. @throws Error when it ends otherwise, or has not come after 30 seconds */
export const untilReady = async (pix: CloudPix, fileId: string): Promise<void> => {
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    const { thumbnail } = await pix.files.get.query({ fileId });
    if (thumbnail.state === "ready") return;
    if (thumbnail.state !== "pending") throw new Error(`the thumbnail ended as ${thumbnail.state}`);
    await pause(pollMs);
  }
  throw new Error("the thumbnail never came");
};

import { digestFile } from "./digest-file.ts";
import type { HashAnswer, HashRequest } from "./hash-messages.ts";

const answer = (message: HashAnswer) => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<HashRequest>) => {
  try {
    const digests = await digestFile(data.file, data.blockBytes, (bytes) =>
      answer({ type: "progress", bytes }),
    );
    answer({ type: "done", digests });
  } catch (error) {
    answer({ type: "failed", reason: error instanceof Error ? error.name : "unknown" });
  }
};

import { landscape } from "@cloudpix/tooling/pictures";
import type { Benchmark } from "./figure.ts";
import { median } from "./median.ts";
import { signedUp } from "./signed-up.ts";
import { untilReady } from "./until-ready.ts";
import { withStack } from "./with-stack.ts";

const rounds = 15;
const warmUps = 3;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const pictures = async (): Promise<Buffer<ArrayBuffer>[]> => {
  const drawn: Buffer<ArrayBuffer>[] = [];
  for (let seed = 0; seed < warmUps + rounds; seed += 1) {
    drawn.push(await landscape({ width: 4000, height: 3000, seed }));
  }
  return drawn;
};

/** From the answer of `completeUpload` to the thumbnail that `files.get` shows, beside the same renditions drawn by sharp alone. */
export const thumbnailLatency: Benchmark = {
  name: "thumbnail-latency",
  run: () =>
    withStack(async (stack) => {
      const { pix } = await signedUp(stack.origin);
      const photos = await pictures();
      // Only now: the renderer closes this process to the vector loader that the pictures were made with.
      const { drawPicture } = await import("@cloudpix/worker/render");
      const alone: number[] = [];
      const waited: number[] = [];
      for (const [round, bytes] of photos.entries()) {
        const aloneMs = await timed(() => drawPicture(bytes));
        const { fileId } = await pix.upload(bytes, { fileName: `photo-${round}.jpg` });
        const waitedMs = await timed(() => untilReady(pix, fileId));
        if (round < warmUps) continue;
        alone.push(aloneMs);
        waited.push(waitedMs);
      }
      const [sharpMs, readyMs] = [median(alone), median(waited)];
      const boundMs = 1.5 * sharpMs + 400;
      return [
        {
          name: "upload completed to thumbnail ready, 12 megapixels, idle system, median of 15",
          measured: `${readyMs.toFixed(0)} ms (sharp alone ${sharpMs.toFixed(0)} ms; ${(readyMs / boundMs).toFixed(2)} of the bound)`,
          bound: `< 1.5 × sharp alone + 400 ms = ${boundMs.toFixed(0)} ms`,
          holds: readyMs < boundMs,
        },
      ];
    }),
};

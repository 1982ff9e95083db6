import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { landscape } from "@cloudpix/tooling/pictures";
import type { Benchmark, Figure } from "./figure.ts";
import { type Cost, costPairs, medianCost, type Side } from "./server-cost.ts";
import { signedUp } from "./signed-up.ts";
import { type BareKind, buildBare, startBare } from "./start-bare.ts";
import { untilReady } from "./until-ready.ts";
import { webProcess } from "./web-process.ts";
import { withStack } from "./with-stack.ts";

const bound = 0.6;
const pairs = 11;
const requests = 400;

/** An answer tells how often the link was opened, which takes a digit more now and then. */
const digits = 8;

const asked = (pid: number, url: string, length: number): Side => ({
  pid,
  request: async () => {
    const answer = await fetch(url);
    const body = await answer.text();
    if (answer.status !== 200 || Math.abs(body.length - length) > digits)
      throw new Error(`${answer.status}, ${body.length} characters in place of ${length}: ${body}`);
  },
});

const words = ({ cpuMs, wallMs }: Cost) => `${cpuMs.toFixed(2)} ms CPU, ${wallMs.toFixed(2)} ms wall`;

/**
 * `GET /api/share/:linkId`, counted, beside the raw limit: two point reads, one commit and the same bytes. The bound is
 * against a bare route handler of the framework; CloudPix answers this address past the framework, so what the same
 * costs on node:http with nothing around it is printed too.
 */
export const shareOpen: Benchmark = {
  name: "share-open",
  run: async () => {
    await buildBare();
    const folder = await mkdtemp(join(tmpdir(), "cloudpix-bare-"));
    try {
      return await withStack(async (stack) => {
        const { pix, userId } = await signedUp(stack.origin);
        const bytes = await landscape({ width: 1200, height: 800, seed: 1 });
        const { fileId } = await pix.upload(bytes, { fileName: "beach.jpg" });
        // From then on the answer tells of the pictures too, and stays as long as it is.
        await untilReady(pix, fileId);
        const ours = await pix.shares.create.mutate({ fileId });
        const bares = await pix.shares.create.mutate({ fileId });
        const url = `${stack.localOrigin}/api/share/${ours.linkId}`;
        const answerFile = join(folder, "answer.json");
        const given = await (await fetch(url)).text();
        await writeFile(answerFile, given);
        const cloudpix = asked(await webProcess(), url, given.length);

        const against = async (kind: BareKind): Promise<Figure> => {
          const database = join(stack.dataDir, "cloudpix.sqlite");
          const bare = await startBare(kind, { database, userId, fileId, answerFile });
          try {
            const bareUrl = `http://127.0.0.1:${bare.port}/api/share/${bares.linkId}`;
            const measured = await costPairs(asked(bare.pid, bareUrl, given.length), cloudpix, {
              pairs,
              requests,
            });
            const { one, other, cpuRatio, wallRatio } = medianCost(measured);
            const limit = kind === "route" ? bound : 0;
            return {
              name: `share open against a bare ${kind === "route" ? "route handler" : "node:http server (for comparison)"}, median of ${pairs} pairs`,
              measured: `${(100 * cpuRatio).toFixed(0)} % of its rate by CPU, ${(100 * wallRatio).toFixed(0)} % by wall (${words(other)}; bare: ${words(one)})`,
              bound: kind === "route" ? `≥ ${100 * bound} %` : "none",
              holds: cpuRatio >= limit,
            };
          } finally {
            await bare.stop();
          }
        };
        return [await against("route"), await against("node")];
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

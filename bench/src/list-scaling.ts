import { join } from "node:path";
import { landscape } from "@cloudpix/tooling/pictures";
import type { Benchmark, Figure } from "./figure.ts";
import { addManyFiles } from "./many-files.ts";
import { costPairs, medianCost, type Side } from "./server-cost.ts";
import { signedUp } from "./signed-up.ts";
import { untilReady } from "./until-ready.ts";
import { webProcess } from "./web-process.ts";
import { withStack } from "./with-stack.ts";

const bound = 1.3;
const pairs = 11;
const requests = 300;
const sizes = [1_000, 10_000, 100_000];
const others = 100_000;
const neighbours = 20;

/** A page of ten among ten files, and among more and more, beside a hundred thousand files of others. */
export const listScaling: Benchmark = {
  name: "list-scaling",
  run: () =>
    withStack(async (stack) => {
      const database = join(stack.dataDir, "cloudpix.sqlite");
      const bytes = await landscape({ width: 1200, height: 800, seed: 1 });
      const pid = await webProcess();

      const owner = async (count: number): Promise<Side> => {
        const { pix, token, userId } = await signedUp(stack.origin);
        const { fileId } = await pix.upload(bytes, { fileName: "beach.jpg" });
        // What is awaited would be drawn while this measures, by the thousand.
        await untilReady(pix, fileId);
        addManyFiles(database, { fileId, userId }, count - 1);
        const url = `${stack.localOrigin}/api/trpc/files.list?input=${encodeURIComponent('{"limit":10}')}`;
        const headers = { authorization: `Bearer ${token}` };
        return {
          pid,
          request: async () => {
            const answer = await fetch(url, { headers });
            const body = await answer.text();
            if (body.split('"fileId"').length !== 11)
              throw new Error(`${answer.status} ${body.slice(0, 500)}`);
          },
        };
      };

      for (let made = 0; made < neighbours; made += 1) await owner(others / neighbours);
      const small = await owner(10);
      const figures: Figure[] = [];
      for (const size of sizes) {
        const large = await owner(size);
        const { one, other, cpuRatio, wallRatio } = medianCost(
          await costPairs(large, small, { pairs, requests }),
        );
        const decides = size === 100_000;
        figures.push({
          name: `page of 10 of ${size.toLocaleString("en")} files beside ${others.toLocaleString("en")} of others, median of ${pairs} pairs`,
          measured: `${cpuRatio.toFixed(2)} × the CPU of a page of 10 of 10 files (${one.cpuMs.toFixed(2)} ms against ${other.cpuMs.toFixed(2)} ms; wall ${wallRatio.toFixed(2)} ×)`,
          bound: decides ? `≤ ${bound} ×` : "none",
          holds: !decides || cpuRatio <= bound,
        });
      }
      return figures;
    }),
};

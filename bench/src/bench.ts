import type { Benchmark } from "./figure.ts";
import { formUpload } from "./form-upload.ts";
import { idleMemory } from "./idle-memory.ts";
import { listScaling } from "./list-scaling.ts";
import { roundTrips } from "./round-trips.ts";
import { shareOpen } from "./share-open.ts";
import { startTime } from "./start-time.ts";
import { telemetryCost } from "./telemetry-cost.ts";
import { thumbnailLatency } from "./thumbnail-latency.ts";

const benchmarks: Benchmark[] = [
  shareOpen,
  listScaling,
  roundTrips,
  formUpload,
  telemetryCost,
  idleMemory,
  startTime,
  // Last: it closes this process to the vector loader that the others draw their pictures with.
  thumbnailLatency,
];

// `npm run bench -- idle-memory` runs one; without names all run.
const wanted = process.argv.slice(2);
const chosen = benchmarks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0)
  throw new Error(`There are these benchmarks: ${benchmarks.map(({ name }) => name).join(", ")}`);

let missed = 0;
for (const benchmark of chosen) {
  for (const { name, measured, bound, holds } of await benchmark.run()) {
    if (!holds) missed += 1;
    console.log(`${holds ? "ok    " : "MISSED"} ${name}\n       ${measured}   bound ${bound}`);
  }
}
console.log(missed === 0 ? "Every figure holds." : `${missed} figures are missed.`);
process.exitCode = missed === 0 ? 0 : 1;

import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import type { Benchmark } from "./figure.ts";
import { median } from "./median.ts";
import { peakMibDuring, residentMib } from "./peak-memory.ts";
import { sendForm } from "./send-form.ts";
import { signedUp } from "./signed-up.ts";
import { webProcess } from "./web-process.ts";
import { withStack } from "./with-stack.ts";

const atOnce = 4;
const fileBytes = 90 * 1024 ** 2;
const pairs = 10;
const settleMs = 5_000;
/** 100 MB. */
const memoryBoundMib = 1e8 / 1024 ** 2;
const speedBound = 0.8;
const chunkBytes = 64 * 1024;

const chunksOf = function* (bytes: Buffer) {
  for (let start = 0; start < bytes.length; start += chunkBytes)
    yield bytes.subarray(start, start + chunkBytes);
};

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

const every = (work: (index: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: atOnce }, (_, index) => work(index)));

const scratch = async (connectionString: string | undefined): Promise<ContainerClient> => {
  if (connectionString === undefined) throw new Error("this stack has no storage of its own");
  // Azurite knows an older protocol than the newest SDK speaks; the stack starts it so that it does not mind.
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient("bench-raw");
  await container.createIfNotExists();
  return container;
};

/** Four forms of 90 MiB at once, beside four streams sent by the storage SDK alone to the same Azurite. */
export const formUpload: Benchmark = {
  name: "form-upload",
  run: () =>
    withStack(async (stack) => {
      const { token } = await signedUp(stack.origin);
      const bytes = randomBytes(fileBytes);
      const raw = await scratch(stack.storageConnectionString);
      const url = `${stack.localOrigin}/api/files/upload`;
      const forms = () => every((index) => sendForm(url, token, `large-${index}.bin`, bytes));
      const streams = () =>
        every((index) =>
          raw
            .getBlockBlobClient(`large-${index}`)
            .uploadStream(Readable.from(chunksOf(bytes), { objectMode: false })),
        );

      const pid = await webProcess();
      await sendForm(url, token, "small.bin", bytes.subarray(0, 1_000));
      await pause(settleMs);
      const idleMib = await residentMib(pid);
      const ratios: number[] = [];
      const seconds = { form: [] as number[], raw: [] as number[] };
      // The first burst, to a process that has done nothing yet, and all that follow.
      const peakMib = await peakMibDuring(pid, async () => {
        await forms();
        await streams();
        for (let pair = 0; pair < pairs; pair += 1) {
          const rawFirst = pair % 2 === 0;
          const first = await secondsOf(rawFirst ? streams : forms);
          const second = await secondsOf(rawFirst ? forms : streams);
          const [form, alone] = rawFirst ? [second, first] : [first, second];
          seconds.form.push(form);
          seconds.raw.push(alone);
          ratios.push(alone / form);
        }
      });
      const rate = (values: number[]) => ((atOnce * fileBytes) / 1024 ** 2 / median(values)).toFixed(0);
      const [added, ratio] = [peakMib - idleMib, median(ratios)];
      return [
        {
          name: `memory of web above idle while four forms of 90 MiB arrive at once, ${pairs + 1} times`,
          measured: `${added.toFixed(0)} MiB (idle ${idleMib.toFixed(0)}, peak ${peakMib.toFixed(0)})`,
          bound: `< ${memoryBoundMib.toFixed(0)} MiB`,
          holds: added < memoryBoundMib,
        },
        {
          name: `their throughput beside the storage SDK's uploadStream, median of ${pairs} pairs`,
          measured: `${(100 * ratio).toFixed(0)} % (${rate(seconds.form)} MiB/s against ${rate(seconds.raw)} MiB/s)`,
          bound: `≥ ${100 * speedBound} %`,
          holds: ratio >= speedBound,
        },
      ];
    }),
};

import type { Readable } from "node:stream";

const TAIL_CHARACTERS = 4_096;

/** What Azurite has said so far, as far as a supervisor needs it. Both streams are read to their end, so that neither blocks. */
export type AzuriteOutput = {
  /** Resolves with the ports it listens on, once it has named both. */
  readonly ports: Promise<{ blobPort: number; queuePort: number }>;
  /** True once both services have said that they closed, and so have saved everything. */
  closedCleanly(): boolean;
  /** The last lines, for an error message. */
  tail(): string;
};

/** Listens to the output of the process. */
export const readAzuriteOutput = (stdout: Readable, stderr: Readable): AzuriteOutput => {
  let said = "";
  let tail = "";
  const { promise: ports, resolve } = Promise.withResolvers<{ blobPort: number; queuePort: number }>();
  const portOf = (service: string) =>
    Number(new RegExp(`Azurite ${service} service successfully listens on \\S+:(\\d+)`).exec(said)?.[1]);

  const keepTail = (chunk: string) => {
    tail = (tail + chunk).slice(-TAIL_CHARACTERS);
  };
  stdout.setEncoding("utf8").on("data", (chunk: string) => {
    said = (said + chunk).slice(-2 * TAIL_CHARACTERS);
    keepTail(chunk);
    const [blobPort, queuePort] = [portOf("Blob"), portOf("Queue")];
    if (blobPort > 0 && queuePort > 0) resolve({ blobPort, queuePort });
  });
  stderr.setEncoding("utf8").on("data", keepTail);

  return {
    ports,
    closedCleanly: () =>
      ["Blob", "Queue"].every((service) => said.includes(`Azurite ${service} service successfully closed`)),
    tail: () => tail.trim(),
  };
};

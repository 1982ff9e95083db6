import { setTimeout as pause } from "node:timers/promises";
import type { Benchmark } from "./figure.ts";
import { memoryBelow } from "./memory-of.ts";
import { withStack } from "./with-stack.ts";

const aimMib = 600;
const settleMs = 15_000;

const partOf = (command: string) => {
  if (command.includes("apps/web")) return "web";
  if (command.includes("azurite")) return "storage";
  return command.includes("apps/worker") ? "worker" : "other";
};

/** What web, worker and Azurite hold after a visit to the front page and a quarter of a minute of quiet. */
export const idleMemory: Benchmark = {
  name: "idle-memory",
  run: () =>
    withStack(async (stack) => {
      await fetch(stack.origin);
      await pause(settleMs);
      const parts = new Map<string, number>();
      for (const { command, mib } of await memoryBelow(process.pid)) {
        parts.set(partOf(command), (parts.get(partOf(command)) ?? 0) + mib);
      }
      const total = [...parts.values()].reduce((sum, mib) => sum + mib, 0);
      const shares = [...parts].map(([part, mib]) => `${part} ${mib.toFixed(0)}`).join(", ");
      return [
        {
          name: "idle memory of web + worker + Azurite",
          measured: `${total.toFixed(0)} MiB (${shares}; ${(total / aimMib).toFixed(2)} of the aim)`,
          bound: `< ${aimMib} MiB`,
          holds: total < aimMib,
        },
      ];
    }),
};

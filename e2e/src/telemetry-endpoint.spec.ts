import { expect, test } from "@playwright/test";
import { medianListMs, metricsOf } from "./telemetry/ask.ts";
import { walk } from "./telemetry/walk.ts";
import { startWatchedStack } from "./telemetry/watched-stack.ts";

test.describe("an ingestion endpoint that does not do its work", () => {
  const warming = 1_000;
  /** Enough to fill every queue, which hold 2,048 each. */
  const filling = 3_000;
  const measured = 800;
  // Of the whole process; what the queues may hold is measured where they are, in packages/telemetry.
  const mostGrownBytes = 40 * 1024 ** 2;

  for (const mood of ["silent", "broken"] as const) {
    test(`one that is ${mood} slows nobody, takes no memory, and holds no process back`, async () => {
      test.setTimeout(300_000);
      await using cleanup = new AsyncDisposableStack();
      const begin = async () => {
        const system = await startWatchedStack();
        cleanup.defer(() => system.stop());
        const { origin } = system.stack;
        const { account } = await walk(origin);
        return { system, asker: { origin, token: account.token } };
      };
      const { system, asker: affected } = await begin();
      const { asker: spared } = await begin();
      const { origin } = affected;
      await medianListMs([affected, spared], warming);
      expect((await metricsOf(origin)).appInsights.status).toBe("on");

      system.ingestion.become(mood);
      await medianListMs([affected], filling);
      await expect
        .poll(async () => (await metricsOf(origin)).appInsights.status, { timeout: 30_000 })
        .toBe("failing");
      const before = await metricsOf(origin);
      const [affectedMs = Number.NaN, sparedMs = Number.NaN] = await medianListMs(
        [affected, spared],
        measured,
      );
      await medianListMs([affected], measured);
      const after = await metricsOf(origin);

      expect(affectedMs).toBeLessThan(sparedMs * 1.5);
      expect(after.memoryRssBytes - before.memoryRssBytes).toBeLessThan(mostGrownBytes);
      // Four batches of web and four of the worker.
      expect(system.ingestion.waiting()).toBeLessThanOrEqual(8);
      await walk(origin);
      const stoppingMs = performance.now();
      await system.stack.stop();
      expect(performance.now() - stoppingMs).toBeLessThan(6_000);
    });
  }
});

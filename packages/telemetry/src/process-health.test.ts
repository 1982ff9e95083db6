import { expect, test } from "vitest";
import { watchProcess } from "./process-health.ts";

test("a loop that was blocked is told with about that long; nothing is told before anything was seen", async () => {
  const watch = watchProcess();
  try {
    expect(watch.read()).toMatchObject({ eventLoopDelayP99Ms: null, eventLoopDelayMaxMs: null });
    expect(watch.read().memoryRssBytes).toBeGreaterThan(10_000_000);
    await expect.poll(() => watch.read().eventLoopDelayMaxMs, { interval: 5 }).not.toBeNull();
    const end = performance.now() + 300;
    while (performance.now() < end);
    await expect.poll(() => watch.read().eventLoopDelayMaxMs).toBeGreaterThan(250);
  } finally {
    watch.stop();
  }
});

test("a watch that was stopped sees nothing more", async () => {
  const watch = watchProcess();
  watch.stop();
  await new Promise((resolve) => setImmediate(resolve));
  expect(watch.read().eventLoopDelayMaxMs).toBeNull();
});

import { createDurationFigures } from "./duration-figures.ts";

/** How a Node process is doing, whatever it does. Delays are those of the last five minutes; null before the first was seen. */
export type ProcessHealth = {
  uptimeSeconds: number;
  memoryRssBytes: number;
  memoryHeapBytes: number;
  /** How late the event loop came to what was due. */
  eventLoopDelayP99Ms: number | null;
  eventLoopDelayMaxMs: number | null;
};

const tickMs = 20;
const windowMs = 5 * 60_000;

/**
 * Begins to watch this process by a timer every 20 ms, which keeps nothing alive; `stop` ends it. Node's own monitor
 * knows no window, and loses what happens around each of its resets.
 */
export const watchProcess = (): { read(): ProcessHealth; stop(): void } => {
  const delays = createDurationFigures(windowMs);
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    delays.record(nowMs - lastMs - tickMs);
    lastMs = nowMs;
  }, tickMs);
  timer.unref();
  return {
    read: () => {
      const { rss, heapUsed } = process.memoryUsage();
      const { p99Ms, maxMs } = delays.read();
      return {
        uptimeSeconds: Math.floor(process.uptime()),
        memoryRssBytes: rss,
        memoryHeapBytes: heapUsed,
        eventLoopDelayP99Ms: p99Ms,
        eventLoopDelayMaxMs: maxMs,
      };
    },
    stop: () => clearInterval(timer),
  };
};

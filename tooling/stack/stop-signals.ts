/** Ctrl-C in a terminal arrives up to three times: from the terminal itself, from npm and from the bootstrap. */
const SAME_PRESS_MS = 1_000;

/**
 * Turns whatever asks this process to stop (SIGINT, SIGTERM, SIGHUP, the end of the process that started it) into one
 * call of `onStop`, and a second Ctrl-C, pressed a moment later, into `onInsist`.
 */
export const onStopSignals = (onStop: () => void, onInsist: () => void): void => {
  let firstMs: number | undefined;
  const heard = () => {
    if (firstMs === undefined) {
      firstMs = Date.now();
      onStop();
    } else if (Date.now() - firstMs > SAME_PRESS_MS) onInsist();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, heard);
  if (process.channel) {
    process.once("disconnect", heard);
    // Listening must not keep a process alive that has finished.
    process.channel.unref();
  }
};

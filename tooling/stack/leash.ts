import { isMainThread, Worker } from "node:worker_threads";

// Preloaded (`node --import`) into web and worker. The channel to the supervisor closes when that ends, however it ends,
// even by kill -9; then this process ends too, in good order if it can. Nobody would ever stop an orphan.

// A process that the part forks inherits this preload, but no longer the word: its channel leads to the part, which minds it.
const holdsTheLeash = process.env.CLOUDPIX_LEASH !== undefined;
delete process.env.CLOUDPIX_LEASH;

const ORDERLY_MS = 10_000;

const endByForce = () => process.kill(process.pid, "SIGKILL");

// The supervisor ended before this was loaded.
if (isMainThread && holdsTheLeash && !process.connected) process.exit(1);
if (isMainThread && holdsTheLeash && process.channel) {
  process.once("disconnect", () => {
    // A thread of its own, because the main one may be what hangs.
    new Worker(`setTimeout(() => process.kill(process.pid, "SIGKILL"), ${ORDERLY_MS})`, {
      eval: true,
    }).unref();
    // Nobody reads our output any more. A line written into the void must not end us before we have saved, and
    // a log that flushes itself at the end (pino's does) must not try for ever.
    process.stdout.on("error", () => {});
    process.stderr.on("error", () => {});
    process.prependListener("exit", endByForce);
    process.kill(process.pid, "SIGTERM");
  });
  // Listening must not keep a process alive that has finished.
  process.channel.unref();
}

import { isMainThread } from "node:worker_threads";

// Preloaded (`node --import`) into web and worker. The channel to the supervisor closes when that ends, however it ends,
// even by kill -9; then this process ends too, in good order if it can. Nobody would ever stop an orphan.

const ORDERLY_MS = 10_000;

if (isMainThread && process.channel) {
  process.once("disconnect", () => {
    // Nobody reads these any more; a line written into the void must not end us before we have saved.
    process.stdout.on("error", () => {});
    process.stderr.on("error", () => {});
    setTimeout(() => process.exit(1), ORDERLY_MS).unref();
    process.kill(process.pid, "SIGTERM");
  });
  // Listening must not keep a process alive that has finished.
  process.channel.unref();
}

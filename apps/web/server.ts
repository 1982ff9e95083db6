import type { RequestListener } from "node:http";
import { isLoopback } from "@cloudpix/domain";
import {
  consoleToLog,
  createEndProgram,
  endOnCrash,
  settingsOrEnd,
  takePreloaded,
} from "@cloudpix/telemetry";
import next from "next";
import { pinAuthOrigin, readEnv } from "./src/env.ts";
import { withCalmFailures } from "./src/server/calm-failures.ts";
import { prepareDrain } from "./src/server/drain.ts";
import { findHandler } from "./src/server/find-handler.ts";
import { createHttpServer } from "./src/server/http-server.ts";
import { listen } from "./src/server/listen.ts";
import { createOutliveRequests } from "./src/server/outlive-requests.ts";
import { setRunning } from "./src/server/running.ts";
import { buildServices, openTellers } from "./src/server/services.ts";
import { takeRejections } from "./src/server/take-rejections.ts";

const graceMs = 300;
const deadlineMs = 8_000;
const telemetryMs = 1_000;

const env = await settingsOrEnd("web", () => readEnv());
const hotReload = process.argv.includes("--dev");
pinAuthOrigin(env.PUBLIC_ORIGIN);

const tellers = openTellers(env);
const end = createEndProgram(tellers.log);
// While somebody works on a page, the framework shows them what failed and goes on.
if (!hotReload) {
  consoleToLog(tellers.log);
  takeRejections(endOnCrash({ end, outlives: createOutliveRequests(tellers) }));
}

const start = async () => {
  const { services, figures, storageOrigin, close } = await buildServices(env, tellers);
  const running = setRunning({ services, env, storageOrigin });
  const app = next({ dev: hotReload, dir: import.meta.dirname, hostname: "localhost", port: env.PORT });
  await app.prepare();
  const handlePage = app.getRequestHandler();
  const framework: RequestListener = (request, response) => void handlePage(request, response);
  const server = createHttpServer({
    running,
    hotReload,
    findHandler,
    figures,
    // While somebody works on a page, the framework shows them what failed in it.
    framework: hotReload ? framework : withCalmFailures(framework),
  });
  const drain = prepareDrain(server);

  const loopbackOnly = isLoopback(env.PUBLIC_ORIGIN);
  const listeners = await listen(server, { port: env.PORT, loopbackOnly });
  services.log.info({ origin: env.PUBLIC_ORIGIN }, "web ready");

  return async () => {
    await drain({ listeners, graceMs, deadlineMs });
    await app.close();
    await close();
    await takePreloaded()?.stop(telemetryMs);
    process.exit(0);
  };
};

const stop = await start().catch((error: unknown) => end(error, "web did not start"));
const onSignal = () => void stop().catch((error: unknown) => end(error, "web did not stop in order"));
process.once("SIGTERM", onSignal);
process.once("SIGINT", onSignal);

import next from "next";
import { pinAuthOrigin, readEnv } from "./src/env.ts";
import { drain } from "./src/server/drain.ts";
import { createHttpServer } from "./src/server/http-server.ts";
import { setRunning } from "./src/server/running.ts";
import { buildServices } from "./src/server/services.ts";

const drainMs = 8_000;

const env = readEnv();
const hotReload = process.argv.includes("--dev");
pinAuthOrigin(env.PUBLIC_ORIGIN);

const { services, storageOrigin, close } = await buildServices(env);
const running = setRunning({ services, env, storageOrigin });
const app = next({ dev: hotReload, dir: import.meta.dirname, hostname: "localhost", port: env.PORT });
await app.prepare();
const handle = app.getRequestHandler();
const server = createHttpServer({
  running,
  hotReload,
  handle: (request, response) => void handle(request, response),
});
server.on("upgrade", app.getUpgradeHandler());

server.listen(env.PORT, () => services.log.info({ origin: env.PUBLIC_ORIGIN }, "web ready"));
server.on("error", (error) => {
  services.log.fatal({ err: error }, "web cannot listen");
  process.exit(1);
});

const stop = async () => {
  await drain(server, drainMs);
  await app.close();
  await close();
  process.exit(0);
};
process.once("SIGTERM", stop);
process.once("SIGINT", stop);

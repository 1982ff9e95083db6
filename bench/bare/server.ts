import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import next from "next";
import { bareStore, setBareStore } from "./bare-store.ts";

// The raw limits that the share page's API is compared with: the same two reads, commit and bytes, once as a route
// handler of the framework behind a node:http server, and once without the framework.
const [kind, database = "", userId = "", fileId = "", answerFile = ""] = process.argv.slice(2);
setBareStore(database, { userId, fileId }, readFileSync(answerFile, "utf8"));

const framework = async () => {
  const app = next({ dev: false, dir: import.meta.dirname, hostname: "localhost", port: 0 });
  await app.prepare();
  return app.getRequestHandler();
};
const handle = kind === "route" ? await framework() : null;

const server = createServer((request, response) => {
  if (handle !== null) {
    void handle(request, response);
    return;
  }
  const body = bareStore().open((request.url ?? "").split("/").at(-1) ?? "");
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.stdout.write(`${address.port}\n`);
});

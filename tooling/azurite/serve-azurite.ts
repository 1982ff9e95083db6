import { createRequire } from "node:module";

// The process that `startAzurite` spawns: Azurite's own blob and queue programs side by side, without the table service.
// Both read this process's arguments and register their own SIGTERM handlers, which write the metadata to disk.

// The end of stdin says that the parent is gone, however it died. An orphan would keep the ports and the folder.
process.stdin.once("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
process.stdin.unref();

const load = createRequire(import.meta.url);
// First, because it declares the options of all services; alone, each program refuses the other's.
load("azurite/dist/src/common/Environment.js");
load("azurite/dist/src/blob/main.js");
load("azurite/dist/src/queue/main.js");

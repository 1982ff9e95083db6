import { processesBelow } from "./memory-of.ts";

/** The pid of the web process of the one stack that this process runs. @throws Error when there is none */
export const webProcess = async (): Promise<number> => {
  const found = (await processesBelow(process.pid)).find(({ command }) =>
    command.includes("apps/web/server.ts"),
  );
  if (found === undefined) throw new Error("no web process runs below this one");
  return found.pid;
};

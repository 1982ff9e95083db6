import { processesBelow } from "@cloudpix/tooling/processes";

/** The pids of the web processes of the stacks that this process runs. */
export const webProcesses = async (): Promise<number[]> =>
  (await processesBelow(process.pid))
    .filter(({ command }) => command.includes("apps/web/server.ts"))
    .map(({ pid }) => pid);

/** The pid of the web process of the one stack that this process runs. @throws Error when there is none */
export const webProcess = async (): Promise<number> => {
  const [pid] = await webProcesses();
  if (pid === undefined) throw new Error("no web process runs below this one");
  return pid;
};

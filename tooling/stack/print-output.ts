import { prettyFactory } from "pino-pretty";

/**
 * How the lines of web and worker are shown: their JSON logs readable in a terminal and untouched in a file or pipe,
 * anything else behind the name of the part that wrote it.
 */
export const createOutputPrinter = (write: (text: string) => void, terminal: boolean) => {
  const pretty = prettyFactory({
    colorize: terminal,
    ignore: "pid,hostname,process",
    translateTime: "SYS:HH:MM:ss",
    singleLine: true,
    messageFormat: "{process} | {msg}",
  });
  return (part: "web" | "worker", line: string): void => {
    if (!line.startsWith("{")) write(`${part.padEnd(6)} | ${line}\n`);
    else write(terminal ? pretty(line) : `${line}\n`);
  };
};

import { readdir, readFile, readlink } from "node:fs/promises";
import { setInterval } from "node:timers/promises";
import { processesBelow } from "@cloudpix/tooling/processes";

/** What the system knows of a process: its command line, and the addresses its sockets were connected to. */
export type Connections = { command: string; addresses: ReadonlySet<string> };

const everyMs = 50;
const tables = ["tcp", "tcp6", "udp", "udp6"] as const;

/** `0100007F` is 127.0.0.1: the kernel writes words of four bytes, the lowest first. */
const readAddress = (hex: string): string => {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) =>
    (word.match(/../g) ?? []).toReversed().map((two) => parseInt(two, 16)),
  );
  const isMapped = bytes.length === 16 && bytes.slice(0, 10).every((one) => one === 0) && bytes[10] === 255;
  if (bytes.length === 4 || isMapped) return bytes.slice(-4).join(".");
  return bytes.every((one, at) => one === (at === 15 ? 1 : 0)) ? "::1" : hex;
};

/** The far ends of all connected sockets of this machine, by inode. */
const farEnds = async (): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for (const table of tables) {
    const [, ...lines] = (await readFile(`/proc/net/${table}`, "utf8")).trim().split("\n");
    for (const line of lines) {
      const fields = line.trim().split(/\s+/);
      const [address = "", port] = fields[2]?.split(":") ?? [];
      // Whoever only listens has no far end.
      if (port !== "0000") found.set(fields[9] ?? "", readAddress(address));
    }
  }
  return found;
};

const socketsOf = async (pid: number): Promise<string[]> => {
  const links = await readdir(`/proc/${pid}/fd`).then(
    (names) => Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => ""))),
    // It ended while we looked.
    () => [],
  );
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
};

/**
 * Looks twenty times a second at what every process below this one is connected to, as the kernel knows it: no program can
 * hide from it, not even one that loads nothing of ours, such as the processes that draw pictures. Linux only: elsewhere
 * nothing is seen.
 */
export const watchSockets = (): { stop(): Promise<Connections[]> } => {
  const seen = new Map<number, { command: string; addresses: Set<string> }>();
  const look = async () => {
    if (process.platform !== "linux") return;
    const ends = await farEnds();
    for (const { pid, command } of await processesBelow(process.pid)) {
      const known = seen.get(pid) ?? { command, addresses: new Set() };
      // For a moment a new process bears the command of the one that starts it, and one that ended bears none.
      if (command !== "") known.command = command;
      seen.set(pid, known);
      for (const inode of await socketsOf(pid)) {
        const address = ends.get(inode);
        if (address !== undefined) known.addresses.add(address);
      }
    }
  };
  let stopped = false;
  const looking = (async () => {
    for await (const _ of setInterval(everyMs)) {
      if (stopped) return;
      await look();
    }
  })();
  // Told when it is stopped, which may be much later.
  looking.catch(() => {});
  return {
    stop: async () => {
      stopped = true;
      await looking;
      return [...seen.values()];
    },
  };
};

import { isAppError } from "@cloudpix/domain";
import type { Env } from "../env.ts";
import { Complaint, WrongUsage } from "./complaint.ts";
import { type Desk, openDesk } from "./desk.ts";
import { listUsers } from "./list-users.ts";
import { resetPassword } from "./reset-password.ts";
import { setQuota } from "./set-quota.ts";

const usage = `What an operator can do, on the database and with the secrets of the running system:

  list-users [--json]           every account, its usage and its quota
  reset-password <email>        prints a link that sets a new password: once, within 24 hours
  set-quota <email> <size>      500MB, 20GiB or a number of bytes`;

type Work = (desk: Desk) => Promise<void>;

type Command = {
  /** How many words it takes, and which, for the sentence that asks for them. */
  count: number;
  takes: string;
  options: readonly string[];
  prepare: (words: readonly string[], options: readonly string[]) => Work;
};

const commands = new Map<string, Command>([
  [
    "list-users",
    {
      count: 0,
      takes: "nothing but --json",
      options: ["--json"],
      prepare: (_, options) => (desk) => listUsers(desk, { json: options.includes("--json") }),
    },
  ],
  [
    "reset-password",
    {
      count: 1,
      takes: "one e-mail",
      options: [],
      prepare:
        ([email = ""]) =>
        (desk) =>
          resetPassword(desk, email),
    },
  ],
  [
    "set-quota",
    {
      count: 2,
      takes: "an e-mail and a size",
      options: [],
      prepare:
        ([email = "", size = ""]) =>
        (desk) =>
          setQuota(desk, email, size),
    },
  ],
]);

/** What was asked for. @throws WrongUsage */
const understand = ([name, ...given]: readonly string[]): Work => {
  if (name === undefined) throw new WrongUsage("What is to be done?");
  const command = commands.get(name);
  if (command === undefined) throw new WrongUsage(`There is no command ${JSON.stringify(name)}.`);
  const words = given.filter((word) => !word.startsWith("-"));
  const options = given.filter((word) => word.startsWith("-"));
  if (words.length !== command.count || !options.every((option) => command.options.includes(option)))
    throw new WrongUsage(`${name} takes ${command.takes}.`);
  return command.prepare(words, options);
};

const read = (settings: () => Env): Env => {
  try {
    return settings();
  } catch (cause) {
    throw new Complaint(cause instanceof Error ? cause.message : String(cause), { cause });
  }
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof WrongUsage) return `${error.message}\n\n${usage}`;
  if (error instanceof Complaint || isAppError(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

/**
 * Does what an operator asks for; the exit code: 0 done, 1 could not be done, 2 not understood. A failure is told in a
 * sentence as a remark. Settings are read only once the words are understood.
 */
export const runCommand = async (
  given: readonly string[],
  settings: () => Env,
  voice: Pick<Desk, "say" | "remark">,
): Promise<0 | 1 | 2> => {
  try {
    if (["help", "--help", "-h"].includes(given[0] ?? "")) {
      voice.say(usage);
      return 0;
    }
    const work = understand(given);
    const desk = await openDesk(read(settings), voice);
    try {
      await work(desk);
    } finally {
      await desk.close();
    }
    return 0;
  } catch (error) {
    voice.remark(sentenceOf(error));
    return error instanceof WrongUsage ? 2 : 1;
  }
};

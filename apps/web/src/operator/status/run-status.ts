import { existsSync } from "node:fs";
import type { Database } from "@cloudpix/db";
import { isAppError, isLoopback } from "@cloudpix/domain";
import { openAzureStorage } from "@cloudpix/storage/azure";
import { escapeJsonControls } from "@cloudpix/telemetry";
import type { Env } from "../../env.ts";
import { openDatabase, sqliteFile } from "../../server/open-database.ts";
import { Complaint, WrongUsage } from "../complaint.ts";
import type { Desk } from "../desk.ts";
import { askWeb } from "./ask-web.ts";
import { readStatus } from "./read-status.ts";
import { showStatus } from "./show-status.ts";

const usage = `How this installation is doing: web, worker, queue, what was set aside, clean-up, storage by account.

  status [--json]`;

const requireInstallation = (env: Env) => {
  if (env.DATABASE === "sqlite" && !existsSync(sqliteFile(env)))
    throw new Complaint(
      `There is no CloudPix in ${env.DATA_DIR} yet. Start it once, or name its folder with DATA_DIR=….`,
    );
};

type Voice = Pick<Desk, "say" | "remark">;

/** What is wrong with a database that answers and cannot be read is a sentence of its own. */
const openIfItAnswers = async (env: Env, remark: Voice["remark"]): Promise<Database | null> => {
  try {
    return await openDatabase(env, { readOnly: true });
  } catch (error) {
    if (isAppError(error) && error.code === "internal") remark(error.message);
    return null;
  }
};

/** Web as this machine reaches it: what is told of a public address is told by whatever stands in front. */
const nearest = ({ PUBLIC_ORIGIN, PORT }: Env) =>
  isLoopback(PUBLIC_ORIGIN) ? PUBLIC_ORIGIN : `http://127.0.0.1:${PORT}`;

const readAll = async (env: Env, asJson: boolean, remark: Voice["remark"]) => {
  requireInstallation(env);
  const { queue } = await openAzureStorage(
    env.AZURE_STORAGE_CONNECTION_STRING
      ? { connectionString: env.AZURE_STORAGE_CONNECTION_STRING }
      : { accountUrl: env.AZURE_STORAGE_ACCOUNT_URL ?? "" },
  );
  const db = await openIfItAnswers(env, remark);
  try {
    const web = () => askWeb(nearest(env), env.OPERATOR_TOKEN);
    return await readStatus({
      db,
      queue,
      askWeb: web,
      now: () => new Date(),
      accounts: asJson ? "all" : "most",
    });
  } finally {
    await db?.close();
  }
};

/**
 * Shows how the installation is doing, also while web is down; the exit code: 0 all is well, 1 something needs attention, or
 * could not be looked at, 2 not understood. Changes nothing.
 */
export const runStatus = async (
  given: readonly string[],
  settings: () => Env,
  { say, remark }: Voice,
): Promise<0 | 1 | 2> => {
  try {
    if (given.some((word) => ["help", "--help", "-h"].includes(word))) {
      say(usage);
      return 0;
    }
    if (given.some((word) => word !== "--json")) throw new WrongUsage("status takes nothing but --json.");
    const asJson = given.includes("--json");
    const status = await readAll(settings(), asJson, remark);
    if (asJson) say(escapeJsonControls(JSON.stringify(status)));
    else for (const line of showStatus(status)) say(line);
    return status.attention.length === 0 ? 0 : 1;
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    remark(error instanceof WrongUsage ? `${sentence}\n\n${usage}` : sentence);
    return error instanceof WrongUsage ? 2 : 1;
  }
};

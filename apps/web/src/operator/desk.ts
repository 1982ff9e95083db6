import { existsSync } from "node:fs";
import { createPasswordResets } from "@cloudpix/api";
import type { Database } from "@cloudpix/db";
import type { Env } from "../env.ts";
import { openDatabase, sqliteFile } from "../server/open-database.ts";
import { Complaint } from "./complaint.ts";

/** What an operator's command works on: the database and the word of one installation. */
export type Desk = {
  db: Database;
  passwordResets: ReturnType<typeof createPasswordResets>;
  publicOrigin: string;
  now: () => Date;
  /** One line of the answer, for people and for the next program. */
  say: (line: string) => void;
  /** One line beside it, for people only. */
  remark: (line: string) => void;
};

/**
 * Opens the database and the secret of the web app with these settings, also while it runs.
 * @throws Complaint when there is no database yet: opening would make an empty one, and nobody would be found in it
 */
export const openDesk = async (
  env: Env,
  voice: Pick<Desk, "say" | "remark">,
): Promise<Desk & { close(): Promise<void> }> => {
  if (env.DATABASE === "sqlite" && !existsSync(sqliteFile(env))) {
    throw new Complaint(
      `There is no CloudPix in ${env.DATA_DIR} yet. Start it once, or name its folder with DATA_DIR=….`,
    );
  }
  const db = await openDatabase(env);
  return {
    db,
    passwordResets: createPasswordResets({ secret: env.TOKEN_SECRET, issuer: env.PUBLIC_ORIGIN }),
    publicOrigin: env.PUBLIC_ORIGIN,
    now: () => new Date(),
    ...voice,
    close: () => db.close(),
  };
};

import type { UserRecord } from "@cloudpix/domain";
import { escapeJsonControls } from "@cloudpix/telemetry";
import type { Desk } from "./desk.ts";
import { formatSize } from "./size.ts";

const pageSize = 100;

const pages = async function* ({ db }: Pick<Desk, "db">) {
  let after: string | undefined;
  do {
    const users = await db.users.list({ limit: pageSize, ...(after === undefined ? {} : { after }) });
    yield* users;
    after = users.length < pageSize ? undefined : users.at(-1)?.userId;
  } while (after !== undefined);
};

// A name is whatever its user typed: in JSON, with every control character escaped, it cannot move a terminal's cursor.
const toJson = ({ userId, email, name, usedBytes, quotaBytes, createdAt, closedAt }: UserRecord) =>
  escapeJsonControls(JSON.stringify({ userId, email, name, usedBytes, quotaBytes, createdAt, closedAt }));

const toLine = ({ email, usedBytes, quotaBytes, createdAt, closedAt }: UserRecord) =>
  [
    createdAt.slice(0, 10),
    `${formatSize(usedBytes)} of ${formatSize(quotaBytes)}`.padEnd(24),
    `${email}${closedAt === null ? "" : " (deleted, being removed)"}`,
  ].join("  ");

/** Every account, oldest first: a line each, or one JSON array. Shows no hash and no secret. */
export const listUsers = async (desk: Desk, { json }: { json: boolean }): Promise<void> => {
  let count = 0;
  for await (const user of pages(desk)) {
    if (json) desk.say(`${count === 0 ? "[" : ","}${toJson(user)}`);
    else desk.say(toLine(user));
    count += 1;
  }
  if (json) desk.say(count === 0 ? "[]" : "]");
  else desk.remark(count === 1 ? "1 account" : `${count} accounts`);
};

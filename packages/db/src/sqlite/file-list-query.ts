import type { UserId } from "@cloudpix/domain";
import { walks } from "../repositories/file-page.ts";
import type { FileQuery } from "../repositories/file-repository.ts";
import type { Values } from "./sqlite-connection.ts";

/**
 * Terms by name, filled up with the last one to a power of two: a statement is prepared once for each text, and how
 * many texts there are must not be up to those who search.
 */
const namedTerms = (terms: readonly string[]): [name: string, term: string][] => {
  const slots = terms.length === 0 ? 0 : 2 ** Math.ceil(Math.log2(terms.length));
  return Array.from({ length: slots }, (_, index) => [`term${index}`, terms[index] ?? terms.at(-1) ?? ""]);
};

/**
 * The text and values of one page and one file more, as `columns`. Each status is a short walk along its own index
 * range, so that a page of one status never steps over the files of another; only these few rows are then sorted
 * together. A search reads on along that range, in the index alone, until the page is full.
 */
export const fileListQuery = (
  columns: string,
  userId: UserId,
  query: FileQuery,
): { text: string; values: Values } => {
  const { kind, after, limit, sort } = query;
  const statuses = [...new Set(query.statuses)];
  if (statuses.length === 0)
    return { text: `SELECT ${columns} FROM files WHERE rowid IN (NULL)`, values: {} };
  const terms = namedTerms(query.terms ?? []);
  const { key, descending } = walks[sort];
  const keys = key === null ? ["fileId"] : [key, "fileId"];
  const order = keys.map((name) => `${name}${descending ? " DESC" : ""}`).join(", ");
  const place = key === null ? ":afterFileId" : ":afterKey, :afterFileId";
  const conditions = [
    ...(kind ? [" AND kind = :kind"] : []),
    ...(after ? [` AND (${keys.join(", ")}) ${descending ? "<" : ">"} (${place})`] : []),
    ...terms.map(([name]) => ` AND instr(foldedName, :${name})`),
  ].join("");
  const walk = (_: string, index: number) => `SELECT id FROM (SELECT rowid AS id FROM files
    WHERE userId = :userId AND status = :status${index}${conditions} ORDER BY ${order} LIMIT :take)`;
  return {
    text: `SELECT ${columns} FROM files WHERE rowid IN (${statuses.map(walk).join(" UNION ALL ")})
      ORDER BY ${order} LIMIT :take`,
    values: {
      userId,
      take: limit + 1,
      ...Object.fromEntries(statuses.map((status, index) => [`status${index}`, status])),
      ...Object.fromEntries(terms),
      ...(kind && { kind }),
      ...(after && { afterFileId: after.fileId }),
      ...(after && key !== null && { afterKey: after.key }),
    },
  };
};

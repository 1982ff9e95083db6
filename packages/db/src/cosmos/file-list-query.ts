import type { UserId } from "@cloudpix/domain";
import { walks } from "../repositories/file-page.ts";
import type { FileQuery } from "../repositories/file-repository.ts";
import { inList, type Query } from "./item-query.ts";

/**
 * The question for one page and one file more. Where the name or the size sorts, the owner leads the order: that is the
 * form in which the service reads it from a composite index of containers.ts.
 */
export const fileListQuery = (userId: UserId, query: FileQuery): Query => {
  const { kind, terms = [], sort, limit, after } = query;
  const { key, descending } = walks[sort];
  const status = inList("status", query.statuses);
  const [direction, behind] = descending ? ["DESC", "<"] : ["ASC", ">"];
  const conditions = [
    "c.userId = @userId",
    `c.status ${status.sql}`,
    ...(kind === undefined ? [] : ["c.kind = @kind"]),
    ...terms.map((_, index) => `CONTAINS(c.foldedName, @term${index})`),
  ];
  if (after && key === null) conditions.push(`c.id ${behind} @afterId`);
  if (after && key !== null) {
    conditions.push(
      `(c.${key} ${behind} @afterKey OR (c.${key} = @afterKey AND c.fileId ${behind} @afterId))`,
    );
  }
  const order = (key === null ? ["id"] : ["userId", key, "fileId"]).map((name) => `c.${name} ${direction}`);
  return {
    sql: `SELECT TOP @rows * FROM c WHERE ${conditions.join(" AND ")} ORDER BY ${order.join(", ")}`,
    values: {
      userId,
      ...status.values,
      rows: limit + 1,
      ...Object.fromEntries(terms.map((term, index) => [`term${index}`, term])),
      ...(kind === undefined ? {} : { kind }),
      ...(after ? { afterId: after.fileId } : {}),
      ...(after && key !== null ? { afterKey: after.key } : {}),
    },
  };
};

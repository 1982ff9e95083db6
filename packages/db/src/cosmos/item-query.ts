import type { Container, JSONValue, SqlQuerySpec } from "@azure/cosmos";
import { AppError } from "@cloudpix/domain";
import type { Call } from "./retry.ts";
import { unexpectedAnswer } from "./unexpected-answer.ts";

/** SQL and the values of its `@names`. */
export type Query = { sql: string; values?: Record<string, JSONValue> };

const spec = ({ sql, values = {} }: Query): SqlQuerySpec => ({
  query: sql,
  parameters: Object.entries(values).map(([name, value]) => ({ name: `@${name}`, value })),
});

/**
 * Every row of a query; bound it with TOP. No partition-key header is sent: routing follows the WHERE clause. For a
 * prefix of a hierarchical key this is the only right way from this SDK, which turns no prefix into a key range: the
 * service would take a partial header for one point and miss the rows behind a split.
 */
export const queryRows = async (container: Container, call: Call, query: Query): Promise<unknown[]> => {
  const name = `${container.id}.query`;
  const answer = await call(name, "repeat", async (abortSignal, spend) => {
    const response = await container.items
      .query<unknown>(spec(query), { abortSignal, maxItemCount: 1_000 })
      .fetchAll();
    spend(response);
    return response.resources;
  });
  if (answer.status === "ok") return answer.value;
  throw new AppError("internal", { cause: unexpectedAnswer(name, answer) });
};

/** `IN (@name0, @name1, …)` and its values: the list form that the index serves. */
export const inList = (name: string, values: readonly string[]) => ({
  sql: `IN (${values.map((_, index) => `@${name}${index}`).join(", ")})`,
  values: Object.fromEntries(values.map((value, index) => [`${name}${index}`, value])),
});

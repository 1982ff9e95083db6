import { z } from "zod";

/** A column that holds JSON text, read as what `schema` says. */
export const jsonField = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);

/** A column that holds 0 or 1. SQLite has no booleans. */
export const booleanField = z.literal([0, 1]).transform((value) => value === 1);

/** `a, b, c` and `:a, :b, :c`: a row's columns and their values by name. */
export const columnsOf = (schema: z.ZodObject): { names: string; values: string } => {
  const names = Object.keys(schema.shape);
  return { names: names.join(", "), values: names.map((name) => `:${name}`).join(", ") };
};

/**
 * A value as Cosmos SQL writes it. Patch conditions take no parameters, so that values must stand in the text;
 * JSON's quoting is the language's own.
 */
export const sqlLiteral = (value: string | number | boolean | null): string => JSON.stringify(value);

/**
 * The filter predicate of a conditional patch. The line break is for the stand-in used in tests, which lowers the case
 * of whatever begins with exactly "from c where", property names included.
 */
export const patchCondition = (...terms: string[]): string => `FROM c\nWHERE ${terms.join(" AND ")}`;

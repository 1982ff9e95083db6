import { z } from "zod";
import { schemaNames } from "./schema-names.ts";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The document says once for all of them which JSON Schema they are. */
const told = (schema: z.core.$ZodType, options: z.core.ToJSONSchemaParams): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, options);
  return rest;
};

type Seen = { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema };

/**
 * What the schemas mean and their JSON form cannot say by itself: transforms of ours change how a word is spelled, never
 * what it is, so that what is asked of it behind them is asked of it before; a format says more than the pattern behind
 * it; every number is within what a number can hold.
 */
const inOurWords = ({ zodSchema: { _zod }, jsonSchema }: Seen) => {
  if (_zod.def.type === "pipe") {
    const [before, behind] = [_zod.def.in, _zod.def.out].map(sideOfPipe);
    if (behind === null) Object.assign(jsonSchema, before);
    else if (behind?.type === jsonSchema.type) Object.assign(jsonSchema, behind);
  }
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

/** Null: it only spells anew what comes through the other side. */
const sideOfPipe = (side: z.core.$ZodType): JsonSchema | null =>
  side._zod.def.type === "transform" ? null : told(side, { io: "input", override: inOurWords });

const unrepresentable = "any";

/** Answers may gain fields; whoever reads them passes over what they do not know. */
const openEnded = (seen: Seen) => {
  inOurWords(seen);
  if (seen.jsonSchema.additionalProperties === false) delete seen.jsonSchema.additionalProperties;
};

const refTo = (name: string) => `#/components/schemas/${name}`;

/** Every named shape of an answer. */
export const namedSchemas = (): Record<string, JsonSchema> => {
  const { schemas } = z.toJSONSchema(schemaNames, { uri: refTo, override: openEnded, unrepresentable });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id: _, $schema: __, ...schema }]) => [name, schema]),
  );
};

/** The shape of an answer: a reference where it has a name. */
export const answerSchema = (schema: z.ZodType): JsonSchema => {
  const name = schemaNames.get(schema)?.id;
  return name === undefined ? told(schema, { override: openEnded, unrepresentable }) : { $ref: refTo(name) };
};

/** What may be sent as a body: strict, as the interface is. */
export const bodySchema = (schema: z.ZodType): JsonSchema =>
  told(schema, { io: "input", override: inOurWords, unrepresentable });

/** What may stand in a path or behind the `?`, each by its name: told as what it means, not as the text it arrives as. */
export const parameterSchemas = (schema: z.ZodObject): [string, JsonSchema][] =>
  Object.entries(schema.shape).map(([name, one]) => {
    const unwrapped = one instanceof z.ZodOptional ? one.unwrap() : one;
    return [name, told(unwrapped, { override: inOurWords, unrepresentable })];
  });

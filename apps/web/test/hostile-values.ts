import fc from "fast-check";
import { z } from "zod";
import { hostileNumber, hostileText } from "./hostile-texts.ts";

const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);

/** A value of any type. */
export const hostileScalar: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [null], deep(50)),
  hostileText,
  hostileNumber,
);

/** Any JSON, and objects with the keys that pollute prototypes. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  hostileScalar,
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(
    fc.constantFrom("__proto__", "constructor", "prototype", "toString", "length"),
    hostileScalar,
  ),
);

/** What stands inside of the wrappings of a schema: what callers write. */
const written = (schema: z.core.$ZodType): z.core.$ZodType => {
  const isWrapped =
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodNullable ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault ||
    schema instanceof z.core.$ZodCatch;
  if (isWrapped) return written(schema._zod.def.innerType);
  return schema instanceof z.core.$ZodPipe ? written(schema._zod.def.in) : schema;
};

/** The fields of an object's schema; none for what is no object. */
export const fieldsOf = (schema: unknown): Readonly<Record<string, z.core.$ZodType>> => {
  const inner = schema instanceof z.core.$ZodType ? written(schema) : undefined;
  return inner instanceof z.core.$ZodObject ? inner._zod.def.shape : {};
};

/** Values of the type that a schema asks for, and as bad as that type allows. */
export const hostileOf = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  const inner = written(schema);
  if (inner instanceof z.core.$ZodString || inner instanceof z.core.$ZodEnum) return hostileText;
  if (inner instanceof z.core.$ZodNumber) return hostileNumber;
  if (inner instanceof z.core.$ZodArray) return fc.array(hostileOf(inner._zod.def.element), { maxLength: 6 });
  const fields = Object.entries(fieldsOf(inner)).map(([name, field]) => [name, hostileOf(field)]);
  return fields.length === 0 ? hostileScalar : fc.record(Object.fromEntries(fields), { requiredKeys: [] });
};

/** One thing done to a valid input. `field` is where; empty: to the whole. */
export type Edit =
  | { do: "set" | "add"; field: string; value: unknown }
  | { do: "leave out"; field: string }
  | { do: "replace"; field: ""; value: unknown };

/** Edits of an input with these fields, most of them a field's value by another of its type. */
export const edits = (fields: Readonly<Record<string, z.core.$ZodType>>): fc.Arbitrary<Edit> => {
  const names = Object.keys(fields);
  const set = (field: string, values: fc.Arbitrary<unknown>) =>
    values.map((value): Edit => ({ do: "set", field, value }));
  const unknown = fc.constantFrom("unknown", "userId", "__proto__", "");
  const whole: fc.WeightedArbitrary<Edit>[] = [
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          unknown.filter((name) => !Object.hasOwn(fields, name)),
          hostileScalar,
        )
        .map(([field, value]) => ({ do: "add", field, value })),
    },
    { weight: 1, arbitrary: hostileJson.map((value) => ({ do: "replace", field: "", value })) },
  ];
  if (names.length === 0) return fc.oneof(...whole);
  const ofType = fc.oneof(...Object.entries(fields).map(([name, field]) => set(name, hostileOf(field))));
  const ofAnyType = fc.constantFrom(...names).chain((name) => set(name, hostileScalar));
  const left = fc.constantFrom(...names).map((field): Edit => ({ do: "leave out", field }));
  return fc.oneof(
    { weight: 7, arbitrary: ofType },
    { weight: 2, arbitrary: ofAnyType },
    { weight: 1, arbitrary: left },
    ...whole,
  );
};

/** `valid` with one edit made. */
export const edited = (edit: Edit, valid: object): unknown => {
  if (edit.do === "replace") return edit.value;
  if (edit.do === "leave out")
    return Object.fromEntries(Object.entries(valid).filter(([name]) => name !== edit.field));
  return { ...valid, [edit.field]: edit.value };
};

import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { z } from "zod";

// The document as a client reads it, so far as the tests have to understand it.
const Media = z.object({ schema: z.looseObject({}) });
const Ref = z.object({ $ref: z.string() });
const Answer = z.looseObject({
  content: z.record(z.string(), Media).optional(),
  headers: z.record(z.string(), Ref).optional(),
});
const Parameter = z.object({ name: z.string(), in: z.enum(["path", "query"]), schema: z.looseObject({}) });
const Operation = z.looseObject({
  operationId: z.string(),
  security: z.array(z.object({ bearer: z.array(z.string()) })),
  parameters: z.array(Parameter),
  requestBody: z.object({ content: z.record(z.string(), Media) }).optional(),
  responses: z.record(z.string(), Answer),
});
const Header = z.object({ schema: z.looseObject({}), required: z.boolean().optional() });
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({})),
    headers: z.record(z.string(), Header),
  }),
});

/** One documented operation and where it stands. */
export type Line = { method: string; path: string; operation: z.infer<typeof Operation> };

/** An answer, read whole. */
export type Told = { status: number; headers: Headers; json: unknown };

/** An answer may gain fields in time; what it has today is all named. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return "required" in inner && !("additionalProperties" in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
};

/** Reads the document, and finds what is not as it says; `compared` is what has been found to be. */
export const readDocument = (given: unknown) => {
  const document = Document.parse(given);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const compared = new Set<string>();

  const requireValid = (schema: object, value: unknown): void => {
    const validate = ajv.compile({ ...schema, components: closed(document.components) });
    if (!validate(value)) throw new Error(JSON.stringify({ value, errors: validate.errors }));
  };

  const requireHeaders = (where: string, refs: Record<string, { $ref: string }>, headers: Headers): void => {
    for (const [name, { $ref }] of Object.entries(refs)) {
      const header = document.components.headers[$ref.replace("#/components/headers/", "")];
      if (header === undefined) throw new Error(`${where} tells of ${$ref}, which there is not`);
      const text = headers.get(name);
      if (text !== null) requireValid(header.schema, JSON.parse(text));
      else if (header.required) throw new Error(`${where} comes without ${name}`);
    }
  };

  return {
    schemas: document.components.schemas,
    compared,
    requireValid,
    lines: Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]): Line => {
        return { method: method.toUpperCase(), path, operation };
      }),
    ),
    /** That this status is documented for the operation, and headers and body are what the document says of them. */
    requireDocumented: ({ operation }: Line, { status, headers, json }: Told): void => {
      const where = `${operation.operationId} ${status}`;
      const answer = operation.responses[status];
      const schema = answer?.content?.[headers.get("content-type") ?? ""]?.schema;
      if (answer === undefined || schema === undefined)
        throw new Error(`${where} ${headers.get("content-type")} is not documented`);
      // The document itself is of a shape that is told of elsewhere.
      requireValid(Object(operation.operationId === "getDocument" ? schema : closed(schema)), json);
      requireHeaders(where, answer.headers ?? {}, headers);
      compared.add(where);
    },
  };
};

export type ApiDocument = ReturnType<typeof readDocument>;

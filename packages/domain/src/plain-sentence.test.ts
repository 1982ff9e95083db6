import { expect, test } from "vitest";
import { z } from "zod";
import { plainSentence } from "./plain-sentence.ts";
import { LoginInput, RegisterInput, UpdateProfileInput } from "./session.ts";
import { CreateShareInput } from "./share-procedures.ts";

const told = (schema: z.ZodType, given: unknown) =>
  schema.safeParse(given, { error: plainSentence }).error?.issues.map(({ message }) => message);

const inField = (schema: z.ZodType) => z.strictObject({ field: schema });

test.each<[string, z.ZodType, unknown, string]>([
  ["nothing at all", LoginInput, undefined, "Nothing was sent."],
  ["a list", LoginInput, [], "What was sent must be an object."],
  ["no field", inField(z.string()), {}, "The field field is missing."],
  ["a number for text", inField(z.string()), { field: 1 }, "The field field must be text."],
  ["text for a number", inField(z.number()), { field: "1" }, "The field field must be a number."],
  ["a fraction", inField(z.int()), { field: 1.5 }, "The field field must be a whole number."],
  ["text for a yes", inField(z.boolean()), { field: "x" }, "The field field must be true or false."],
  ["empty text", inField(z.string().min(1)), { field: "" }, "The field field must not be empty."],
  [
    "short text",
    inField(z.string().min(3)),
    { field: "a" },
    "The field field must have at least 3 characters.",
  ],
  [
    "long text",
    inField(z.string().max(2)),
    { field: "abc" },
    "The field field must have at most 2 characters.",
  ],
  ["a small number", inField(z.int().min(1)), { field: 0 }, "The field field must be at least 1."],
  [
    "a long list",
    inField(z.array(z.int()).max(2)),
    { field: [1, 2, 3] },
    "The field field must have at most 2 entries.",
  ],
  ["none of the words", inField(z.enum(["a", "b"])), { field: "c" }, "The field field must be one of a, b."],
  ["no UUID", inField(z.uuid()), { field: "x" }, "The field field must be a UUID."],
  [
    "another form",
    inField(z.string().regex(/^a$/)),
    { field: "x" },
    "The field field is not written as it should be.",
  ],
  ["an unknown field", LoginInput.partial(), { admin: true }, "There is no field admin here."],
  [
    "an unknown field further in",
    UpdateProfileInput,
    { linkDefaults: { expirationDays: 1, x: 1 } },
    "There is no field linkDefaults.x here.",
  ],
])("%s is refused in a sentence", (_, schema, given, sentence) => {
  expect(told(schema, given)).toEqual([sentence]);
});

test("a schema that has a sentence of its own keeps it", () => {
  expect(told(RegisterInput, { email: "ada", password: "correct horse" })).toEqual([
    "Please enter a valid e-mail address.",
  ]);
});

test("every issue of an input is a sentence", () => {
  const given = { fileId: 1, expirationDays: 0, name: "", maxAccessCount: "x", unheardOf: 1 };
  for (const sentence of told(CreateShareInput, given) ?? []) expect(sentence).toMatch(/^[A-Z][^<>=]+\.$/);
});

import fc from "fast-check";

const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);

/** Values that have broken parsers, comparisons, file systems and databases before. */
export const hostileScalar: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    "",
    " ",
    0,
    -1,
    -0,
    1.5,
    1e21,
    Number.MAX_SAFE_INTEGER,
    Number.MAX_SAFE_INTEGER + 2,
    "1e999",
    "NaN",
    "null",
    "undefined",
    "__proto__",
    "constructor",
    "../../etc/passwd",
    "a\u0000b",
    "a\r\nx-injected: 1",
    "\u202Egpj.exe",
    "\uD800",
    "\uDFFF",
    "' OR 1=1 --",
    "%",
    "_",
    "%00",
    "😀".repeat(2_000),
    "a".repeat(10_000),
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "9999-99-99T99:99:99.999Z",
    "+275760-09-13T00:00:00.000Z",
    [],
    {},
    [null],
    deep(50),
  ),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.double(),
  fc.integer(),
  fc.uuid(),
  fc.base64String({ maxLength: 200 }),
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

/** `valid` with one field taken away, replaced or added; now and then something else altogether. */
export const spoiled = (valid: object): fc.Arbitrary<unknown> => {
  const names = Object.keys(valid);
  const name = names.length === 0 ? fc.constant("unknown") : fc.constantFrom(...names, "unknown", "userId");
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(name, hostileScalar).map(([key, value]) => ({ ...valid, [key]: value })),
    },
    {
      weight: 1,
      arbitrary: name.map((left) =>
        Object.fromEntries(Object.entries(valid).filter(([key]) => key !== left)),
      ),
    },
    { weight: 2, arbitrary: hostileJson },
  );
};

import fc from "fast-check";

const names = [
  "../../etc/passwd",
  "..\\..\\boot.ini",
  "a\u0000b",
  "a\r\nx-injected: 1",
  "\u202Egpj.exe",
  "\u2066a\u2069",
  "CON",
  ".hidden",
  "..",
  "a. ",
  "\uD800",
  "a\uDFFFb",
  "\uFFFE",
  "\u2028",
  "e\u0301".repeat(40),
  "İIıſ",
  "ﬀ½Ⅳ",
  "👩‍👩‍👧".repeat(20),
  "é".repeat(128),
  "a".repeat(255),
  "a".repeat(256),
  "😀".repeat(1_000),
  "a".repeat(10_000),
];
const moments = [
  "9999-99-99T99:99:99.999Z",
  "9999-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59-01:00",
  "0000-01-01T00:00:00+01:00",
  "+275760-09-13T00:00:00.000Z",
  "1970-01-01T00:00:00Z",
  "2026-03-01T12:00:00.000Z",
  "2027-02-29T12:00:00Z",
  "2027-06-01T00:00:00.123456789+14:00",
  "2027-06-01",
];
const ids = [
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "01990A5E-0000-7000-8000-000000000000",
  "ffffffff-ffff-7fff-bfff-ffffffffffff",
  "A".repeat(22),
  "A".repeat(64),
  "A".repeat(65),
  "-".repeat(22),
];
const tokens = ["eyJhbGciOiJub25lIn0.e30.", "a.b.c", "cpx_", `cpx_${"A".repeat(86)}`, "e30", "Bearer x"];
const numerals = ["1e999", "NaN", "-0", "0x10", "010", " 5", "9".repeat(15), "9".repeat(16), "-1", "1.0"];
const queries = ["' OR 1=1 --", "@p0", "c.userId", "%", "_", "\\", '"', "$" + "{x}", "{{x}}"];
const words = ["", " ", "null", "undefined", "true", "__proto__", "constructor", "toString", "%00", "%ff"];
const addresses = ["javascript:alert(1)", "//evil.example", "http://[", "https://evil.example/x", "/\\evil"];

/** What is usual, and now and then what is not: nearly every request then comes past the first thing that is checked. */
export const mostly = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 8, arbitrary: usual }, odd);

/** Texts that have broken parsers, comparisons, file systems and databases before, and whatever else there may be. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...names,
      ...moments,
      ...ids,
      ...tokens,
      ...numerals,
      ...queries,
      ...words,
      ...addresses,
    ),
  },
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.uuid(),
  fc.base64String({ maxLength: 600 }),
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 }),
);

/** Numbers at and beyond the bounds of something. */
export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -1, -0, 1, 1.5, 100, 101, 3_650, 3_651, 1e9, -1e9, 2 ** 31, 1e21, 5e-324),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 2, Number.MAX_VALUE),
  fc.integer(),
  fc.double(),
);

/** What may stand in a header. */
export const headerText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) }),
  fc.string({ unit: fc.integer({ min: 0xa1, max: 0xff }).map((code) => String.fromCharCode(code)) }),
  fc.constantFrom("", ";", "=", ",", '"', "a".repeat(5_000), "%00", "=;=;=", "__proto__=1"),
);

/** A text as an address can hold it: lone surrogates have no percent form. */
export const percent = (text: string): string => encodeURIComponent(text.toWellFormed());

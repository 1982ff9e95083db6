import fc from "fast-check";
import { hostileText } from "./hostile-texts.ts";

/** Bytes of a header, UTF-8 or not. */
const hostileBytes: fc.Arbitrary<Buffer> = fc.oneof(
  hostileText.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    Buffer.from([0xff, 0xfe]),
    Buffer.from([0xc3]),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from([0xf5, 0x80, 0x80, 0x80]),
    Buffer.from('a"; name="b'),
    Buffer.from("a\r\nContent-Type: text/html"),
    Buffer.from('a\\"'),
  ),
);
const content = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes));
const someBytes = content.filter((bytes) => bytes.length > 0 && !bytes.includes("\r\n--"));

type Part = { name: string; fileName: Buffer | null; type: Buffer; content: Buffer };

/** A form as it stands on the wire. `holds`: what is known of it. */
export type HostileForm = {
  holds: "one file" | "two files" | "no file" | "who knows";
  body: Buffer;
  contentType: string;
};

const boundary = "frontier";
const contentType = `multipart/form-data; boundary=${boundary}`;

const written = (part: Part): Buffer =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${part.name}"`),
    ...(part.fileName === null ? [] : [Buffer.from('; filename="'), part.fileName, Buffer.from('"')]),
    Buffer.from("\r\nContent-Type: "),
    part.type,
    Buffer.from("\r\n\r\n"),
    part.content,
    Buffer.from("\r\n"),
  ]);
const formOf = (...parts: readonly Part[]) =>
  Buffer.concat([...parts.map(written), Buffer.from(`--${boundary}--\r\n`)]);

const plainType = fc.constant(Buffer.from("image/jpeg"));
const plainFile: fc.Arbitrary<Part> = fc.record({
  name: fc.constant("file"),
  fileName: fc.constant(Buffer.from("beach.jpg")),
  type: plainType,
  content: someBytes,
});
const oddFile: fc.Arbitrary<Part> = fc.record({
  name: fc.constant("file"),
  fileName: hostileBytes,
  type: fc.oneof(plainType, hostileBytes),
  content: someBytes,
});
const field: fc.Arbitrary<Part> = fc.record({
  name: fc.constantFrom("note", "File", "", "__proto__"),
  fileName: fc.constant(null),
  type: fc.constant(Buffer.from("text/plain")),
  content: someBytes,
});
const elsewhere = plainFile.map((part): Part => ({ ...part, name: "photo" }));

const of = (holds: HostileForm["holds"], body: fc.Arbitrary<Buffer>): fc.Arbitrary<HostileForm> =>
  body.map((bytes) => ({ holds, body: bytes, contentType }));

const oneFile = fc
  .tuple(fc.array(field, { maxLength: 3 }), plainFile)
  .map(([fields, file]) => formOf(...fields, file));
const noFile = fc.array(fc.oneof(field, elsewhere), { maxLength: 3 }).map((parts) => formOf(...parts));

/** A whole form with one thing spoiled: where it ends, a few of its bytes, its boundaries, or its line ends. */
const spoiled = oneFile.chain((form) => {
  const text = form.toString("latin1");
  const replaced = (from: string, to: string) => Buffer.from(text.replaceAll(from, to), "latin1");
  return fc.oneof(
    fc.nat(form.length - 1).map((length) => form.subarray(0, length)),
    fc
      .tuple(fc.nat(form.length - 1), fc.uint8Array({ minLength: 1, maxLength: 4 }))
      .map(([at, bytes]) => Buffer.concat([form.subarray(0, at), bytes, form.subarray(at + 1)])),
    fc.constantFrom(
      replaced(`--${boundary}--`, `--${boundary}`),
      replaced(`--${boundary}\r\n`, `--${boundary}x\r\n`),
      replaced("\r\n", "\n"),
      replaced("\r\n\r\n", "\r\n"),
      Buffer.concat([form, form]),
      Buffer.concat([Buffer.from("\r\n\r\n"), form]),
    ),
  );
});

const otherTypes = fc.constantFrom(
  `multipart/form-data; boundary="${boundary}"`,
  "multipart/form-data",
  `multipart/form-data; boundary=${"b".repeat(71)}`,
  "multipart/form-data; boundary=",
  `multipart/mixed; boundary=${boundary}`,
  "application/json",
);

/** Forms of every kind: good ones under any name, with too many files or none, cut, scrambled, and no forms at all. */
export const hostileForms: fc.Arbitrary<HostileForm> = fc.oneof(
  { weight: 2, arbitrary: of("one file", oneFile) },
  {
    weight: 5,
    arbitrary: of(
      "who knows",
      oddFile.map((part) => formOf(part)),
    ),
  },
  {
    weight: 2,
    arbitrary: of(
      "two files",
      fc.tuple(plainFile, plainFile).map((parts) => formOf(...parts)),
    ),
  },
  { weight: 2, arbitrary: of("no file", noFile) },
  { weight: 5, arbitrary: of("who knows", spoiled) },
  {
    weight: 1,
    arbitrary: of(
      "who knows",
      fc.array(fc.oneof(field, oddFile), { maxLength: 40 }).map((parts) => formOf(...parts)),
    ),
  },
  { weight: 1, arbitrary: of("who knows", content) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(oneFile, otherTypes)
      .map(([body, type]) => ({ holds: "who knows" as const, body, contentType: type })),
  },
);

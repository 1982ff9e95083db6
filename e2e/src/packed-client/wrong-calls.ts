/** A line that must not compile, and what the compiler says of it. */
export type WrongCall = { line: string; complaint: RegExp };

/** What the file of wrong calls begins with; it compiles. */
export const preamble = `import { type CloudPixErrorCode, createCloudPix, isCloudPixError } from "@cloudpix/client";
declare const error: unknown;
declare const bytes: Uint8Array;
declare const stream: ReadableStream<Uint8Array>;
const fileId = "01999999-0000-7000-8000-000000000001";
const cloudpix = createCloudPix({ url: "http://localhost:3000" });
`;

export const wrongCalls: readonly WrongCall[] = [
  { line: "await cloudpix.files.lst.query();", complaint: /'lst' does not exist/ },
  { line: "await cloudpix.albums.list.query();", complaint: /'albums' does not exist/ },
  { line: "await cloudpix.files.list.mutate();", complaint: /'mutate' does not exist/ },
  { line: "await cloudpix.files.delete.query({ fileId });", complaint: /'query' does not exist/ },
  { line: "await cloudpix.files.get.query();", complaint: /Expected 1-2 arguments/ },
  { line: "await cloudpix.files.get.query({});", complaint: /'fileId' is missing/ },
  { line: "await cloudpix.files.list.query({ limit: '10' });", complaint: /'string' is not assignable/ },
  {
    line: "await cloudpix.files.list.query({ sort: 'fastest' });",
    complaint: /"fastest"' is not assignable/,
  },
  { line: "await cloudpix.shares.create.mutate({ fileId, days: 7 });", complaint: /'days' does not exist/ },
  { line: "(await cloudpix.files.get.query({ fileId })).path;", complaint: /'path' does not exist/ },
  {
    line: "(await cloudpix.files.get.query({ fileId })).width.toFixed();",
    complaint: /possibly 'undefined'/,
  },
  { line: "await cloudpix.upload(bytes);", complaint: /not assignable/ },
  { line: "await cloudpix.upload(bytes, {});", complaint: /No overload matches/ },
  { line: "await cloudpix.upload(stream, { fileSize: '1' });", complaint: /No overload matches/ },
  { line: "await cloudpix.upload(7, { fileName: 'a' });", complaint: /No overload matches/ },
  { line: "createCloudPix({ token: 'cpx_' });", complaint: /'url' is missing/ },
  { line: "isCloudPixError(error, 'share.expird');", complaint: /"share.expird"' is not assignable/ },
  {
    line: "if (isCloudPixError(error, 'share.expired') && error.code === 'share.revoked') throw error;",
    complaint: /no overlap/,
  },
  { line: "if (isCloudPixError(error)) error.issue;", complaint: /'issue' does not exist/ },
  { line: "error.code;", complaint: /'error' is of type 'unknown'/ },
  {
    line: "export const code: CloudPixErrorCode = 'share.gone';",
    complaint: /"share.gone"' is not assignable/,
  },
];

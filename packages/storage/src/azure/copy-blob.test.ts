import type http from "node:http";
import { MINUTE_MS } from "@cloudpix/domain";
import { afterEach, expect, test, vi } from "vitest";
import type { BlobRef } from "../blob-store.ts";
import { openScriptedStorage } from "../testing/scripted-storage.ts";

const source: BlobRef = { container: "cloudpix-incoming", name: "u/f" };
const target: BlobRef = { container: "cloudpix-files", name: "u/f/a.mp4" };
const LARGE_BYTES = 300 * 1024 ** 2;

let storage: Awaited<ReturnType<typeof openScriptedStorage>> | undefined;
afterEach(() => {
  vi.useRealTimers();
  storage?.close();
});

type Answer = [status: number, headers: Record<string, string>];

/** Answers each method from its list, the last answer again and again; `asked` records what came. */
const script = async (answers: Partial<Record<string, (Answer | (() => Answer))[]>>) => {
  const asked: { method: string; headers: http.IncomingHttpHeaders }[] = [];
  storage = await openScriptedStorage((request, response) => {
    const method = request.method ?? "";
    asked.push({ method, headers: request.headers });
    const left = answers[method] ?? [];
    const next = (left.length > 1 ? left.shift() : left[0]) ?? [500, {}];
    const [status, headers] = typeof next === "function" ? next() : next;
    response.writeHead(status, { "content-length": 0, ...headers }).end();
  });
  return { blobs: storage.blobs, asked, methods: () => asked.map(({ method }) => method) };
};

const state = (status: string, description = ""): Answer => [
  200,
  {
    etag: `"2"`,
    "x-ms-copy-id": "copy-1",
    "x-ms-copy-status": status,
    "x-ms-copy-status-description": description,
  },
];
const started: Answer = [202, { "x-ms-copy-id": "copy-1", "x-ms-copy-status": "pending" }];

test("an asynchronous copy is over when storage says so, and asked for under the source's ETag", async () => {
  const { blobs, asked, methods } = await script({
    PUT: [started],
    HEAD: [state("pending"), state("success")],
  });
  expect(await blobs.copy(source, `"1"`, target, LARGE_BYTES)).toBe("copied");
  expect(methods()).toEqual(["PUT", "HEAD", "HEAD"]);
  expect(asked[0]?.headers["x-ms-source-if-match"]).toBe(`"1"`);
  expect(asked[0]?.headers["if-none-match"]).toBe("*");
  expect(asked[0]?.headers["x-ms-copy-source"]).toContain("sig=");
});

test("a source replaced in mid copy is source_changed, and the empty rest of the copy is removed", async () => {
  const { blobs, methods } = await script({
    PUT: [started],
    HEAD: [state("pending"), state("failed", "412 ConditionNotMet when reading the source")],
    DELETE: [[202, {}]],
  });
  expect(await blobs.copy(source, `"1"`, target, LARGE_BYTES)).toBe("source_changed");
  expect(methods()).toEqual(["PUT", "HEAD", "HEAD", "DELETE"]);
});

test("a copy that fails in storage is unavailable, and its empty rest is removed", async () => {
  const { blobs, methods } = await script({
    PUT: [started],
    HEAD: [state("failed", "500 InternalServerError")],
    DELETE: [[202, {}]],
  });
  await expect(blobs.copy(source, `"1"`, target, LARGE_BYTES)).rejects.toMatchObject({
    code: "dependency.unavailable",
  });
  expect(methods().at(-1)).toBe("DELETE");
});

test("a copy whose target is removed while it is under way has nothing to copy any more", async () => {
  const gone: Answer = [404, { "x-ms-error-code": "BlobNotFound" }];
  const { blobs, methods } = await script({ PUT: [started], HEAD: [state("pending"), gone] });
  expect(await blobs.copy(source, `"1"`, target, LARGE_BYTES)).toBe("source_changed");
  expect(methods()).toEqual(["PUT", "HEAD", "HEAD"]);
});

test("a container that is missing is a fault also while a copy is followed", async () => {
  const { blobs } = await script({
    PUT: [started],
    HEAD: [[404, { "x-ms-error-code": "ContainerNotFound" }]],
  });
  await expect(blobs.copy(source, `"1"`, target, LARGE_BYTES)).rejects.toMatchObject({ code: "internal" });
});

const over: Answer = [409, { "x-ms-error-code": "NoPendingCopyOperation" }];

test.for<[string, Answer[], Answer[], string, string[]]>([
  ["succeeds in that moment is a copy", [started, over], [state("success")], "copied", []],
  [
    "fails in that moment is removed",
    [started, over],
    [state("failed", "404")],
    "source_changed",
    ["DELETE"],
  ],
  ["goes on is aborted and removed", [started, [204, {}]], [], "dependency.unavailable", ["DELETE"]],
])("a copy that is given up after ten minutes and %s", async ([, put, after, outcome, ending]) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const late = () => {
    vi.setSystemTime(Date.now() + 11 * MINUTE_MS);
    return state("pending");
  };
  const { blobs, methods } = await script({ PUT: put, HEAD: [late, ...after], DELETE: [[202, {}]] });
  const told = await blobs.copy(source, `"1"`, target, LARGE_BYTES).catch((error) => error.code);
  expect(told).toBe(outcome);
  expect(methods()).toEqual(["PUT", "HEAD", "PUT", ...after.map(() => "HEAD"), ...ending]);
});

test("what is being copied to cannot be removed yet, and that is no fault", async () => {
  const { blobs } = await script({ DELETE: [[409, { "x-ms-error-code": "PendingCopyOperation" }]] });
  await expect(blobs.remove(target)).rejects.toMatchObject({ code: "dependency.unavailable" });
});

test("a copy left running by a caller that died is waited for and counts as there", async () => {
  const busy: Answer = [409, { "x-ms-error-code": "PendingCopyOperation" }];
  const { blobs, methods } = await script({ PUT: [busy], HEAD: [state("pending"), state("success")] });
  expect(await blobs.copy(source, `"1"`, target, LARGE_BYTES)).toBe("exists");
  expect(methods()).toEqual(["PUT", "HEAD", "HEAD"]);
});

test("a blob whose copy is under way is not there yet", async () => {
  const { blobs } = await script({ HEAD: [state("pending"), state("success")] });
  expect(await blobs.facts(target)).toBeNull();
  expect(await blobs.facts(target)).toMatchObject({ etag: `"2"` });
});

test.for<[string, Answer, unknown]>([
  [
    "gone",
    [404, { "x-ms-copy-source-status-code": "404", "x-ms-copy-source-error-code": "BlobNotFound" }],
    "source_changed",
  ],
  ["changed", [412, { "x-ms-copy-source-status-code": "412" }], "source_changed"],
  [
    "in a container that is missing",
    [404, { "x-ms-copy-source-status-code": "404", "x-ms-copy-source-error-code": "ContainerNotFound" }],
    "internal",
  ],
  ["not readable for us", [403, { "x-ms-copy-source-status-code": "403" }], "internal"],
])("a source that Azure could not verify because it is %s", async ([, [status, headers], outcome]) => {
  const { blobs } = await script({
    PUT: [[status, { "x-ms-error-code": "CannotVerifyCopySource", ...headers }]],
  });
  for (const sizeBytes of [5, LARGE_BYTES]) {
    const told = await blobs.copy(source, `"1"`, target, sizeBytes).catch((error) => error.code);
    expect(told).toBe(outcome);
  }
});

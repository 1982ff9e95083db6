import { expect, test } from "vitest";
import { CloudPixError, isCloudPixError } from "./cloudpix-error.ts";
import { createCloudPix } from "./create-cloudpix.ts";
import { done, refused, type Step } from "./testing/answer-requests.ts";
import { scriptedServer } from "./testing/scripted-server.ts";

const failureWith = async (step: Step) => {
  await using server = await scriptedServer(step);
  return await createCloudPix({ url: server.url, retries: 0 })
    .files.list.query({ limit: 10 })
    .then(
      () => expect.unreachable(),
      (error: unknown) => error,
    );
};

test("a refusal tells its code, status, sentence, request and refused fields", async () => {
  const issues = [{ path: "limit", message: "Too many." }];
  const error = await failureWith(refused(400, "input.invalid", { issues }));
  expect(error).toBeInstanceOf(CloudPixError);
  expect(error).toMatchObject({
    code: "input.invalid",
    status: 400,
    message: "In the server's words.",
    requestId: "r-1",
    issues,
    retryAfterSeconds: undefined,
  });
});

test("what stands in front of the procedures refuses with a problem document, which is read like any refusal", async () => {
  const body = { type: "about:blank", code: "input.too_large", detail: "Too much.", requestId: "r-2" };
  expect(await failureWith({ status: 413, body })).toMatchObject({
    code: "input.too_large",
    status: 413,
    message: "Too much.",
    requestId: "r-2",
  });
});

test.each<[string, Step, string]>([
  ["a proxy's page", { status: 502, body: "<h1>Bad Gateway</h1>" }, "answer.unexpected"],
  ["a page where an answer should be", { status: 200, body: "<h1>Welcome</h1>" }, "answer.unexpected"],
  ["JSON of somebody else", { status: 200, body: { hello: 1 } }, "answer.unexpected"],
  ["JSON that is nothing", { status: 500, body: "null" }, "answer.unexpected"],
  ["a code of a newer server", refused(409, "file.frozen"), "answer.unexpected"],
  ["a code that every object has", refused(409, "toString"), "answer.unexpected"],
  ["a lost connection", "lose the connection", "network.failed"],
])("%s is told in a code of the client's own", async (_, step, code) => {
  const error = await failureWith(step);
  expect(isCloudPixError(error)).toBe(true);
  expect(error).toMatchObject({ code, ...(typeof step === "string" ? {} : { status: step.status }) });
});

test("a failure of the caller's own token comes out as it was thrown, and nothing is sent", async () => {
  await using server = await scriptedServer(done({}));
  const failure = new TypeError("no token today");
  const cloudpix = createCloudPix({ url: server.url, token: () => Promise.reject(failure) });
  await expect(cloudpix.auth.profile.query()).rejects.toBe(failure);
  expect(server.arrived).toEqual([]);
});

test("a token that no header can carry is said to be one, not taken for a lost connection", async () => {
  await using server = await scriptedServer(done({}));
  const cloudpix = createCloudPix({ url: server.url, token: "cpx_abc\ndef" });
  await expect(cloudpix.auth.profile.query()).rejects.toThrow(TypeError);
  expect(server.arrived).toEqual([]);
});

test("the token is asked for before every request, and nobody without one sends any", async () => {
  await using server = await scriptedServer(done({}));
  let turn = 0;
  const tokens = [undefined, "one", "two"];
  const cloudpix = createCloudPix({ url: server.url, token: () => tokens[turn++] });
  for (const _ of tokens) await cloudpix.auth.profile.query();
  await createCloudPix({ url: server.url, token: "fixed" }).auth.profile.query();
  expect(server.arrived.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    "Bearer one",
    "Bearer two",
    "Bearer fixed",
  ]);
});

test("an error is recognised by its code, and by no other", () => {
  const error: unknown = new CloudPixError("share.expired");
  expect(isCloudPixError(error)).toBe(true);
  expect(isCloudPixError(error, "share.expired")).toBe(true);
  expect(isCloudPixError(error, "share.revoked", "share.expired")).toBe(true);
  expect(isCloudPixError(error, "share.revoked")).toBe(false);
  // As a second copy of this package would throw it.
  const twin = Object.assign(new Error("other copy"), { name: "CloudPixError", code: "share.expired" });
  expect(isCloudPixError(twin, "share.expired")).toBe(true);
  for (const other of [new Error("x"), Object.assign(new Error("x"), { code: "share.expired" }), {}, null])
    expect(isCloudPixError(other)).toBe(false);
});

test.each(["pix.example.com", "localhost:3000", "ftp://pix.example.com"])(
  "an address that is none is refused before anything is called: %s",
  (url) => {
    expect(() => createCloudPix({ url })).toThrow(TypeError);
  },
);

test.each(["https://pix.example.com/pix/", "https://pix.example.com/?a=1", "https://pix.example.com/#a"])(
  "an address of more than a host is refused, not cut off: %s",
  (url) => {
    expect(() => createCloudPix({ url })).toThrow(/has a host of its own.*"https:\/\/pix\.example\.com"/);
  },
);

test("an address may end with a slash, and be a URL", async () => {
  await using server = await scriptedServer(done({}));
  for (const url of [`${server.url}/`, new URL(server.url)])
    await createCloudPix({ url }).auth.profile.query();
  expect(server.arrived.map(({ url }) => url.pathname)).toEqual([
    "/api/trpc/auth.profile",
    "/api/trpc/auth.profile",
  ]);
});

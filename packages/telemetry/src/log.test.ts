import { expect, test } from "vitest";
import { createLog } from "./log.ts";
import { createLogTelemetry } from "./log-telemetry.ts";

const capture = () => {
  const lines: string[] = [];
  const log = createLog({ process: "test", level: "info" }, { write: (line) => lines.push(line) });
  return { lines, log, last: () => JSON.parse(lines.at(-1) ?? "") };
};

test("secrets, link ids and e-mails passed by mistake are hidden, however deep", () => {
  const { lines, log, last } = capture();
  log.info({
    email: "a@example.com",
    link: { linkId: "canary-link" },
    headers: { authorization: "canary-token", "set-cookie": "canary-cookie" },
    a: { b: { c: [{ password: 'canary "quoted"' }] } },
    cookie: ["canary-list"],
  });
  expect(lines.join("")).not.toMatch(/canary|example\.com/);
  expect(last().a.b.c).toEqual([{ password: "[hidden]" }]);
});

const secretTexts: Record<string, string> = {
  "a session token": `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.canary_canary`,
  "an encrypted cookie": `eyJhbGciOiJkaXIifQ..canary1.canary2.canary3`,
  "an access token": `cpx_canarycanarycanarycanary`,
  "a bearer of any kind": `Bearer canary-canary`,
  "a SAS": `https://x.invalid/a/b?sv=1&sig=canary%2Bcanary&se=2`,
  "an account key": `AccountName=a;AccountKey=canary+canary==;`,
  "a bcrypt hash": `$2b$10$canarycanarycanarycanarycanarycanarycanarycanarycanaru`,
  "an e-mail": `canary.person@mail.example.com`,
  "an address of a link": `GET /s/canarycanarycanarycanary/file`,
  "a record's address in Cosmos DB": `to sign: 'get\ndocs\ndbs/cloudpix/colls/shareLinks/docs/canary-canary_canary\n`,
  "a visit in an address": `/s/x?v=canary`,
  "a password that begins a line": `\npassword=canary`,
  "a key in brackets": `(key=canary`,
  "a way to a new password": `/reset-password#token=canary`,
};

test.each(Object.entries(secretTexts))("%s is hidden in any text, message and stack", (_, secret) => {
  const { lines, log } = capture();
  log.info({ note: `before ${secret} after` }, `said ${secret} aloud`);
  log.error(
    { err: new Error(`failed at ${secret}`, { cause: new Error(`because of ${secret}`) }) },
    "failed",
  );
  expect(lines.join("")).not.toMatch(/canary/i);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

test("what is no secret stays readable", () => {
  const { log, last } = capture();
  const facts = {
    requestId: "0f8fad5b-d9cb-469f-a165-70867728950e",
    userId: "019cb000-0000-7000-8000-000000000001",
    route: "/s/:linkId/file",
    fileName: "café 100% (token of love).jpg",
    stack: "at node_modules/.pnpm/next@16.4.6_@opentelemetry+api@1.10.0/x.js",
  };
  log.info(facts, "request");
  expect(last()).toMatchObject({ ...facts, level: "info", process: "test", msg: "request" });
  expect(new Date(last().time).toISOString()).toBe(last().time);
});

test("of an error its driver's extras stay behind; name, message, code and causes are told", () => {
  const { lines, log, last } = capture();
  const cause = Object.assign(new Error("refused"), { statusCode: 403, code: "AuthFailed" });
  const error = Object.assign(new Error("no answer", { cause }), { request: { headers: "canary" } });
  log.error({ err: error }, "failed");
  expect(lines.join("")).not.toContain("canary");
  expect(last().err).toMatchObject({
    type: "Error",
    message: "no answer",
    stack: expect.stringContaining("log.test.ts"),
    cause: { message: "refused", statusCode: 403, code: "AuthFailed" },
  });
});

test("an error that is its own cause is told and ends", () => {
  const { log, last } = capture();
  const error = new Error("round");
  error.cause = error;
  log.error({ err: error }, "failed");
  expect(last().err.cause.message).toBe("round");
});

test.each([
  ["a line break", "a\nb"],
  ["a terminal's escape", "a\u001b[2Jb"],
  ["the second escape of terminals", "a\u009b2Jb"],
  ["a turn of the reading order", "a\u202egpj.exe"],
  ["a line separator", "a\u2028b"],
])("%s in a value is escaped and can forge nothing", (_, fileName) => {
  const { lines, log, last } = capture();
  log.info({ fileName }, fileName);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be absent.
  expect(lines.join("").trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
  expect(last()).toMatchObject({ fileName, msg: fileName });
});

test("a business event is one line that names the event and its facts", () => {
  const { lines, log, last } = capture();
  createLogTelemetry(log).trackEvent("file_uploaded", { sizeBytes: 12 });
  expect(lines).toHaveLength(1);
  expect(last()).toMatchObject({ event: "file_uploaded", sizeBytes: 12, process: "test" });
});

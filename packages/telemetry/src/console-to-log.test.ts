import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { concerning } from "./concerning.ts";
import { consoleToLog } from "./console-to-log.ts";
import { createLog } from "./log.ts";

const capture = () => {
  const lines: string[] = [];
  const unused = (..._said: unknown[]) => {};
  const quiet = { error: unused, warn: unused, log: unused, info: unused, debug: unused };
  const target = { ...quiet, trace: unused, dir: unused, dirxml: unused, table: unused };
  consoleToLog(createLog({ process: "test", level: "info" }, { write: (line) => lines.push(line) }), target);
  return { lines, target, last: () => JSON.parse(lines.at(-1) ?? "") };
};

test("what a library prints is one line under its request, without its colours", () => {
  const { lines, target, last } = capture();
  concerning(
    () => ({ requestId: "one" }),
    () => target.warn("\u001b[31m⨯\u001b[39m %s\nof %i", "two lines", 7),
  );
  expect(lines).toHaveLength(1);
  expect(last()).toMatchObject({
    level: "warn",
    console: "warn",
    requestId: "one",
    msg: "⨯ two lines\nof 7",
  });
});

test("an error that a library prints brings its stack and its causes, and nothing a driver hung on it", () => {
  const { lines, target, last } = capture();
  const cause = Object.assign(new Error("refused"), { request: { url: "canary" } });
  target.error("⨯", Object.assign(new Error("no answer", { cause }), { response: "canary" }));
  expect(last()).toMatchObject({
    level: "warn",
    msg: "⨯",
    err: {
      message: "no answer",
      stack: expect.stringContaining("console-to-log.test.ts"),
      cause: { message: "refused" },
    },
  });
  expect(lines.join("")).not.toContain("canary");
});

/** An error as drivers throw them. */
const laden = (message: string) =>
  Object.assign(new Error(message), { code: "E_LADEN", request: { headers: { "x-key": "canary" } } });

test("a second error, and errors inside what is printed, are told without what a driver hung on them", () => {
  const { lines, target, last } = capture();
  target.error("both", laden("first"), laden("second"));
  expect(last()).toMatchObject({ err: { message: "first" }, msg: expect.stringContaining("second") });
  target.error("x", { error: laden("inside"), tries: [laden("deeper")] });
  expect(last().msg).toMatch(/inside.*E_LADEN.*deeper/s);
  target.warn("%o", { a: { b: { c: { d: laden("deepest") } } } });
  target.error("in %s", "words", { errors: [laden("listed")], cause: laden("caused") });
  expect(lines.join("")).not.toContain("canary");
});

test("an error of another realm is told without what hangs on it", () => {
  const { lines, target } = capture();
  target.error(runInNewContext("Object.assign(new Error('foreign'), { request: 'canary' })"));
  target.error({ error: runInNewContext("Object.assign(new Error('foreign'), { request: 'canary' })") });
  expect(lines).toHaveLength(2);
  expect(lines.every((line) => line.includes("foreign"))).toBe(true);
  expect(lines.join("")).not.toContain("canary");
});

test("what refers to itself is printed, and what it is printed from stays as it was", () => {
  const { target, last } = capture();
  const ring: { name: string; error: Error; self?: unknown } = { name: "ring", error: laden("of the ring") };
  ring.self = ring;
  target.info(ring);
  expect(last().msg).toContain("[Circular *1]");
  expect(ring.error).toBeInstanceOf(Error);
});

test("what cannot be shown harms nobody who prints it: the words around it are told", () => {
  const { lines, target, last } = capture();
  const fail = () => {
    throw new Error("no");
  };
  class Broken {
    [inspect.custom] = fail;
  }
  target.error("before", new Broken(), "after");
  expect(last()).toMatchObject({
    level: "warn",
    console: "error",
    msg: expect.stringContaining("before after"),
  });
  target.error("of one", Object.defineProperty(new Error("x"), "code", { get: fail }));
  target.error({ error: Object.defineProperty(new Error("x"), "message", { get: fail }) });
  target.error(Object.assign(new Error("x"), { cause: Object.create(null) }));
  target.info({
    get lazy() {
      return fail();
    },
  });
  expect(last().msg).toContain("[Getter]");
  expect(lines).toHaveLength(5);
});

test("a trace brings its stack, and what is printed as an object is a line too", () => {
  const { lines, target, last } = capture();
  target.trace("here", laden("first"), laden("second"));
  target.trace("of %s", "nobody");
  expect(last()).toMatchObject({
    level: "warn",
    err: { type: "Trace", message: "of nobody", stack: expect.stringContaining("console-to-log.test.ts") },
  });
  target.dir({ error: laden("shown") }, { depth: 9 });
  expect(last()).toMatchObject({ level: "info", console: "dir", msg: expect.stringContaining("shown") });
  expect(last().msg).not.toContain("depth");
  target.dirxml({ error: laden("shown") });
  target.table([{ error: laden("shown") }], ["error"]);
  expect(lines).toHaveLength(5);
  expect(lines.join("")).not.toContain("canary");
});

test("secrets in what is printed are masked, whatever they look like", () => {
  const { lines, target, last } = capture();
  target.log({ authorization: "canary opaque" }, "of canary@example.com");
  const headers = { Authorization: "canary opaque", "set-cookie": ["a=canary", "b=canary"], accept: "*/*" };
  const given = {
    password: "canary 'quoted' \"twice\" `thrice`",
    token: "canary",
    linkId: "canary",
    headers,
  };
  target.error("failed", given, [given]);
  expect(last().msg).toContain("accept: '*/*'");
  target.error("failed %o", given);
  target.error(JSON.stringify(given), JSON.stringify(given, null, 2));
  class Client {
    password = "canary \\ it's";
    secret = 'canary says "so"';
    cookie = "canary`";
    token = '\n"canary\' + \\"`canary';
    url = `canary ${"long ".repeat(40)}\ncanary`;
    name = "ada";
  }
  target.error(new Client(), new Map([["token", "canary"]]), new Headers({ cookie: "canary" }));
  expect(last().msg).toContain("name: 'ada'");
  expect(lines).toHaveLength(5);
  expect(lines.join("")).not.toContain("canary");
  expect(given.headers.Authorization).toBe("canary opaque");
});

test("what only stands beside the name of a secret stays, and every line stays one", () => {
  const { lines, target, last } = capture();
  const said = 'the token: \'tis "password": none; a cookie: \\ and url: ';
  target.error(said);
  expect(last().msg).toBe(said.trim());
  target.error({ token: null, password: undefined, secret: true });
  expect(last().msg).toBe("{ token: null, password: undefined, secret: true }");
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

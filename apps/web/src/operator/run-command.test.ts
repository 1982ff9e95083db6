import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPasswordResets } from "@cloudpix/api";
import { newUuidV7, toInstant, type UserRecord } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testEnv } from "../../test/run-world.ts";
import { type Env, readEnv } from "../env.ts";
import { openDatabase } from "../server/open-database.ts";
import { runCommand } from "./run-command.ts";

let folder: string;
let env: Env;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "operator of tests "));
  env = testEnv({ PUBLIC_ORIGIN: "https://pix.example.com", DATA_DIR: folder });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const withDatabase = async <T>(work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>) => {
  const db = await openDatabase(env);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
};
const settle = (email: string, change: Partial<UserRecord> = {}) => {
  const now = new Date("2026-03-01T12:00:00.000Z");
  const user: UserRecord = {
    ...{ userId: newUuidV7(now), email, name: "Ada", passwordHash: "$2b$10$ahash", tokenVersion: 0 },
    ...{ usedBytes: 0, spaceChangedAt: null, quotaBytes: 20 * 1_024 ** 3 },
    ...{ linkDefaults: { expirationDays: 30 } },
    ...{ createdAt: toInstant(now), closedAt: null, ...change },
  };
  return withDatabase(async (db) => {
    await db.users.create(user);
    return user;
  });
};
const run = async (...words: string[]) => {
  const said: string[] = [];
  const remarks: string[] = [];
  const code = await runCommand(words, () => env, {
    say: (line) => said.push(line),
    remark: (line) => remarks.push(line),
  });
  return { code, said: said.join("\n"), remarks: remarks.join("\n") };
};

test("every account is listed, also when there are more than one page of them", async () => {
  await withDatabase(async (db) => {
    await db.ping();
  });
  for (let index = 0; index < 101; index += 1) await settle(`person-${index}@example.com`);
  const text = await run("list-users");
  expect(text).toMatchObject({ code: 0, remarks: "101 accounts" });
  expect(text.said.split("\n")).toHaveLength(101);
  expect(text.said).toContain("2026-03-01  0 B of 20 GiB");
  const json = JSON.parse((await run("list-users", "--json")).said);
  expect(new Set(json.map(({ email }: { email: string }) => email)).size).toBe(101);
});

test("a list shows no secret, and no name that could talk to a terminal", async () => {
  await settle("ada@example.com", { name: "Ada \u001b[2J\u009b2J" });
  await settle("gone@example.com", { closedAt: "2026-03-02T00:00:00.000Z" });
  for (const { said } of [await run("list-users"), await run("list-users", "--json")]) {
    expect(said).not.toMatch(/ahash|tokenVersion|passwordHash/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(said.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  }
  expect((await run("list-users")).said).toContain("gone@example.com (deleted, being removed)");
});

test("an installation without accounts has an empty list", async () => {
  await withDatabase((db) => db.ping());
  expect(await run("list-users", "--json")).toEqual({ code: 0, said: "[]", remarks: "" });
  expect(await run("list-users")).toEqual({ code: 0, said: "", remarks: "0 accounts" });
});

test("the link is all that is said: its token is behind the #, and the running app reads it", async () => {
  const user = await settle("ada@example.com");
  const { code, said, remarks } = await run("reset-password", " ADA@example.com");
  expect(code).toBe(0);
  expect(said).toMatch(/^https:\/\/pix\.example\.com\/reset-password#token=[\w.-]+$/);
  expect(remarks).toMatch(/^For ada@example\.com and nobody else: .*, once, until 20\d\d-/);
  const token = new URL(said).hash.slice("#token=".length);
  const resets = createPasswordResets({ secret: env.TOKEN_SECRET, issuer: env.PUBLIC_ORIGIN });
  const claims = await resets.read(token, new Date());
  expect(claims.userId).toBe(user.userId);
  expect(resets.fits(claims, user)).toBe(true);
});

test("a quota is set in the units people write, and told in bytes too", async () => {
  const { userId } = await settle("ada@example.com");
  expect(await run("set-quota", "ada@example.com", "1.5GiB")).toEqual({
    code: 0,
    said: "ada@example.com may use 1.5 GiB (1610612736 bytes).",
    remarks: "",
  });
  const user = await withDatabase((db) => db.users.get(userId));
  expect(user?.quotaBytes).toBe(1_610_612_736);
});

test("a quota below what is used says that nothing is lost", async () => {
  await settle("ada@example.com", { usedBytes: 5_000_000 });
  expect((await run("set-quota", "ada@example.com", "1MB")).remarks).toBe(
    "4.7 MiB are used already: nothing is lost, and nothing more fits.",
  );
});

test.each([
  ["reset-password", "nobody@example.com"],
  ["set-quota", "nobody@example.com", "1GB"],
])("%s for an unknown e-mail says so and changes nothing", async (...words) => {
  const ada = await settle("ada@example.com");
  expect(await run(...words)).toEqual({
    code: 1,
    said: "",
    remarks: "There is no account with the e-mail nobody@example.com.",
  });
  expect(await withDatabase((db) => db.users.get(ada.userId))).toEqual(ada);
});

test("an account that its user has deleted gets neither a link nor a quota", async () => {
  await settle("ada@example.com", { closedAt: "2026-03-02T00:00:00.000Z" });
  for (const words of [["reset-password"], ["set-quota"]]) {
    const size = words[0] === "set-quota" ? ["1GB"] : [];
    expect(await run(...words, "ada@example.com", ...size)).toMatchObject({
      code: 1,
      said: "",
      remarks: "The account ada@example.com was deleted by its user and is being removed.",
    });
  }
});

test.each([
  [[], "What is to be done?"],
  [["dance"], 'There is no command "dance".'],
  [["toString"], 'There is no command "toString".'],
  [["list-users", "ada@example.com"], "list-users takes nothing but --json."],
  [["list-users", "--all"], "list-users takes nothing but --json."],
  [["reset-password"], "reset-password takes one e-mail."],
  [["reset-password", "ada@example.com", "--json"], "reset-password takes one e-mail."],
  [["set-quota", "ada@example.com"], "set-quota takes an e-mail and a size."],
])("%j is answered with the usage", async (words, sentence) => {
  const { code, said, remarks } = await run(...words);
  expect({ code, said, first: remarks.split("\n")[0] }).toEqual({ code: 2, said: "", first: sentence });
  expect(remarks).toContain("set-quota <email> <size>");
  expect(await readdir(folder)).toEqual([]);
});

test("who asks for help gets the usage as the answer", async () => {
  for (const word of ["help", "--help", "-h"])
    expect(await run(word)).toMatchObject({ code: 0, remarks: "" });
});

test("where CloudPix was never started nothing is made", async () => {
  const { code, remarks } = await run("list-users");
  expect({ code, remarks }).toEqual({
    code: 1,
    remarks: `There is no CloudPix in ${folder} yet. Start it once, or name its folder with DATA_DIR=….`,
  });
  expect(await readdir(folder)).toEqual([]);
});

test("settings that cannot be used are named, without a stack", async () => {
  const remarks: string[] = [];
  const settings = () => readEnv({ PORT: "x" });
  const code = await runCommand(["list-users"], settings, {
    say: () => {},
    remark: (line) => remarks.push(line),
  });
  expect(code).toBe(1);
  expect(remarks.join("\n")).toMatch(/^Some settings are missing or wrong:\n {2}PORT /);
  expect(remarks.join("\n")).not.toContain("    at ");
});

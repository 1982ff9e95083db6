import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { startStack } from "@cloudpix/tooling/stack";
import { type APIRequestContext, expect, request, test } from "@playwright/test";
import { newAccount } from "./account.ts";
import { signIn } from "./session.ts";

// Pages that fail while the built system makes them, by what really makes them fail, and who learns of it.

type Line = Record<string, unknown>;

/** The built system, its log, and whoever is told of its failures. */
const open = async (settings: Record<string, string> = {}) => {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-pages-"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const ingestion = await startFakeIngestion();
  cleanup.defer(() => ingestion.stop());
  const output: string[] = [];
  const stack = await startStack({
    env: {
      PORT: "0",
      DATA_DIR: folder,
      RATE_LIMITS: "off",
      LOG_LEVEL: "info",
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      ...settings,
    },
    onOutput: (part, line) => {
      if (part === "web") output.push(line);
    },
  });
  cleanup.defer(() => stack.stop());
  const browser = await request.newContext({ baseURL: stack.origin });
  cleanup.defer(() => browser.dispose());
  const whole = cleanup.move();
  return {
    stack,
    folder,
    ingestion,
    browser,
    output,
    linesOf: (requestId: string): Line[] =>
      output.map((line): Line => JSON.parse(line)).filter((line) => line["requestId"] === requestId),
    [Symbol.asyncDispose]: () => whole.disposeAsync(),
  };
};
type System = Awaited<ReturnType<typeof open>>;

/** Asks for a page that fails, and reads of it what a person would quote. */
const failingPage = async (browser: APIRequestContext, path: string) => {
  const answer = await browser.get(path);
  const body = await answer.text();
  const requestId = answer.headers()["x-request-id"] ?? "";
  expect(requestId).toMatch(/^[\da-f-]{36}$/);
  expect(body).toContain("Something went wrong on our side");
  expect(body).toContain(`Reference: <code>${requestId}</code>`);
  expect(body).not.toMatch(/ECONNREFUSED|SyntaxError|node_modules|<script/);
  return { status: answer.status(), headers: answer.headers(), requestId };
};

/** One error with its cause and stack in the log, and one exception, each under the request that failed. */
const expectToldOf = async (
  { stack, ingestion, linesOf, output }: System,
  requestId: string,
  { status, code, because }: { status: number; code: string; because: string },
) => {
  await expect.poll(() => linesOf(requestId).filter(({ msg }) => msg === "request")).toHaveLength(1);
  expect(linesOf(requestId)).toContainEqual(
    expect.objectContaining({ level: "warn", msg: "request", route: "/files", status }),
  );
  const failures = linesOf(requestId).filter(({ level }) => level === "error");
  expect(failures).toEqual([
    expect.objectContaining({
      msg: "page failed",
      code,
      err: expect.objectContaining({ message: expect.stringContaining(because), stack: expect.any(String) }),
    }),
  ]);
  // Whatever else was printed is a line of the log too.
  for (const line of output) expect(() => JSON.parse(line), line).not.toThrow();
  await stack.stop();
  const exceptions = ingestion
    .envelopes()
    .filter(({ data }) => data.baseType === "ExceptionData")
    .filter(({ data }) => Object(data.baseData["properties"]).requestId === requestId);
  expect(exceptions).toHaveLength(1);
  expect(JSON.stringify(exceptions[0]?.data.baseData["exceptions"])).toContain(because);
  const asked = ingestion
    .envelopes()
    .find(
      ({ data }) =>
        data.baseType === "RequestData" && Object(data.baseData["properties"]).requestId === requestId,
    );
  expect(asked?.data.baseData).toMatchObject({ responseCode: String(status), success: false });
  expect(exceptions[0]?.tags["ai.operation.id"]).toBe(asked?.tags["ai.operation.id"]);
};

test("a page whose database is gone is 503, calm, and says under which reference the log has the cause", async ({
  page,
}) => {
  const cosmos = await startCosmosStandIn();
  await using system = await open({
    DATABASE: "cosmos",
    COSMOS_ENDPOINT: cosmos.endpoint,
    COSMOS_KEY: cosmos.key,
  });
  const { browser, stack } = system;
  const account = await newAccount(stack.origin);
  expect((await signIn(browser, account)).ok()).toBe(true);
  expect((await browser.get("/files")).status()).toBe(200);
  const { cookies } = await browser.storageState();
  const { fileId } = await account.pix.upload(new Uint8Array([1]), { fileName: "a.bin" });
  const { linkId } = await account.pix.shares.create.mutate({ fileId });
  await cosmos.stop();

  const { status, headers, requestId } = await failingPage(browser, "/files");
  expect(status).toBe(503);
  expect(Number(headers["retry-after"])).toBeGreaterThan(0);
  expect(headers["cache-control"]).toBe("no-store");

  await page.context().addCookies(cookies);
  await page.goto(`${stack.origin}/files`);
  await expect(page.getByRole("heading", { name: "Something went wrong on our side" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();
  await expect(page.getByText("Reference:")).toBeVisible();

  // The page of a link and its entrance say so themselves, and hide nothing from the log either.
  for (const path of [`/s/${linkId}`, `/s/${linkId}/enter`]) {
    const link = await browser.get(path, { maxRedirects: 0 });
    expect(link.status()).toBe(503);
    const [, reference = ""] = /Reference:? <code[^>]*>(.*?)<\/code>/.exec(await link.text()) ?? [];
    expect(reference).toBe(link.headers()["x-request-id"]);
    expect(system.linesOf(reference).find(({ level }) => level === "error")).toMatchObject({
      code: "dependency.unavailable",
      err: { message: expect.stringContaining("ECONNREFUSED") },
    });
  }

  await expectToldOf(system, requestId, {
    status: 503,
    code: "dependency.unavailable",
    because: "ECONNREFUSED",
  });
});

test("a page that fails over a damaged record is 500, calm, and found under its reference", async () => {
  await using system = await open();
  const { browser, stack, folder } = system;
  const account = await newAccount(stack.origin);
  expect((await signIn(browser, account)).ok()).toBe(true);
  const database = new DatabaseSync(join(folder, "cloudpix.sqlite"));
  database.exec("UPDATE users SET linkDefaults = 'damaged'");
  database.close();

  const { status, headers, requestId } = await failingPage(browser, "/files");
  expect(status).toBe(500);
  expect(headers).not.toHaveProperty("retry-after");
  const nothing = await browser.get("/nothing-here");
  expect(nothing.status()).toBe(404);
  expect(await nothing.text()).not.toContain("Reference");
  await expectToldOf(system, requestId, { status: 500, code: "internal", because: "damaged" });
});

test("a refused sign-in names its request, and its line does too", async () => {
  await using system = await open();
  const { browser, stack, linesOf } = system;
  const { email } = await newAccount(stack.origin);
  const refused = await signIn(browser, { email, password: "not the password" });
  expect(refused.status()).toBe(401);
  const requestId = refused.headers()["x-request-id"] ?? "";
  expect(await refused.json()).toMatchObject({ requestId, url: expect.any(String) });
  await expect
    .poll(() => linesOf(requestId).find(({ msg }) => msg === "request"))
    .toMatchObject({ route: "/api/auth/callback/credentials", status: 401 });
});

import { randomUUID } from "node:crypto";
import { errorSentences } from "@cloudpix/domain";
import type { Page } from "@playwright/test";
import { type Account, newAccount } from "./account.ts";
import { sessionCookieOf, signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

// Too many guesses are part of what is tested here.
test.use({ rateLimits: "on" });

let ada: Account;
// One account for all tests of this file.
test.beforeAll(async ({ stack }) => {
  ada = await newAccount(stack.origin);
});

const fillIn = async (page: Page, password: string) => {
  await page.getByLabel("E-mail").fill(ada.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
};

test("a wrong password is told in a sentence, and one stays where one is", async ({ page }) => {
  await page.goto("/sign-in");
  await fillIn(page, "not her password");
  await expect(page.getByText(errorSentences["auth.credentials_wrong"])).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  expect(await sessionCookieOf(page.request)).toBeUndefined();

  await fillIn(page, ada.password);
  await page.waitForURL("**/files");
});

test("a browser that keeps no cookies is told so, and is not taken for signed in", async ({ page }) => {
  await page.route("**/api/auth/callback/credentials", async (route) => {
    await page.context().clearCookies();
    await route.continue();
  });
  await page.goto("/sign-in");
  await fillIn(page, ada.password);
  await expect(page.getByText(/Please allow cookies for this site/)).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});

test("signing out ends the browser's session", async ({ page }) => {
  await page.goto("/sign-in");
  await fillIn(page, ada.password);
  await page.waitForURL("**/files");
  expect((await page.request.get("/api/trpc/auth.profile")).status()).toBe(200);

  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  expect(await sessionCookieOf(page.request)).toBeUndefined();
  expect((await page.request.get("/api/trpc/auth.profile")).status()).toBe(401);
  await page.goto("/files");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});

test("a session that is ended elsewhere is over on the next request, for pages and calls alike", async ({
  page,
  stack,
}) => {
  const { pix, ...grace } = await newAccount(stack.origin);
  await signIn(page.request, grace);
  expect((await page.request.get("/api/trpc/auth.profile")).status()).toBe(200);
  await pix.auth.signOutEverywhere.mutate();
  expect((await page.request.get("/api/trpc/auth.profile")).status()).toBe(401);
  await page.goto("/files");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});

test("who guesses too often is told so, and when to come back", async ({ request }) => {
  const guess = () => signIn(request, { email, password: "a guess" });
  const email = `${randomUUID()}@example.com`;
  const statuses: number[] = [];
  for (let tries = 0; tries < 10; tries += 1) statuses.push((await guess()).status());
  expect(new Set(statuses)).toEqual(new Set([401]));

  const refused = await guess();
  expect(refused.status()).toBe(429);
  expect(Number(refused.headers()["retry-after"])).toBeGreaterThan(0);
  const { url }: { url: unknown } = await refused.json();
  expect(new URL(String(url)).searchParams.get("error")).toBe(errorSentences["rate.limited"]);
});

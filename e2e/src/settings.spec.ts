import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { createCloudPix } from "@cloudpix/client";
import { errorSentences } from "@cloudpix/domain";
import { workspaceRoot } from "@cloudpix/tooling/stack";
import type { Page } from "@playwright/test";
import { newAccount } from "./account.ts";
import { codeOf } from "./code-of.ts";
import { sessionCookieOf, signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

const newPassword = "battery staple donkey";

const login = (url: string, email: string, password: string) =>
  createCloudPix({ url })
    .auth.login.mutate({ email, password })
    .then(
      () => "signed in",
      (error: unknown) => codeOf(error),
    );

const openAccount = async (page: Page, account: Parameters<typeof signIn>[1]) => {
  await signIn(page.request, account);
  await page.goto("/account");
};

test("name and default expiry are kept, and links and visitors see them", async ({ page, stack }) => {
  const ada = await newAccount(stack.origin);
  await openAccount(page, ada);
  await page.getByLabel("Name", { exact: true }).fill("  Ada Lovelace ");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect.poll(async () => (await ada.pix.auth.profile.query()).name).toBe("Ada Lovelace");
  await page.getByLabel("New links expire").selectOption({ label: "After 7 days" });
  await expect.poll(async () => (await ada.pix.auth.profile.query()).linkDefaults.expirationDays).toBe(7);
  await expect(page.getByLabel("New links expire").getByRole("option", { name: "Never" })).toHaveCount(0);

  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ada Lovelace");
  await expect(page.getByLabel("New links expire")).toHaveValue("7");
  await page.getByLabel("Name", { exact: true }).fill("");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect.poll(async () => (await ada.pix.auth.profile.query()).name).toBeNull();
});

test("after another password this browser still works, and the old password and all other sessions do not", async ({
  page,
  browser,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  const elsewhere = await browser.newContext({ baseURL: stack.origin });
  await signIn(elsewhere.request, ada);
  await openAccount(page, ada);

  await page.getByLabel("Current password").fill("a wrong guess");
  await page.getByLabel("New password").fill(newPassword);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await expect(page.getByLabel("Current password")).toBeFocused();

  await page.getByLabel("Current password").fill(ada.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed")).toBeVisible();
  await expect(page.getByLabel("Current password")).toHaveValue("");

  expect((await page.request.get("/api/trpc/auth.profile")).status()).toBe(200);
  await page.goto("/files");
  expect(new URL(page.url()).pathname).toBe("/files");
  expect((await elsewhere.request.get("/api/trpc/auth.profile")).status()).toBe(401);
  expect(await ada.pix.auth.profile.query().catch(codeOf)).toBe("auth.token_invalid");
  expect(await login(stack.origin, ada.email, ada.password)).toBe("auth.credentials_wrong");
  expect(await login(stack.origin, ada.email, newPassword)).toBe("signed in");
  await elsewhere.close();
});

test("signing out everywhere else spares this browser alone", async ({ page, browser, stack }) => {
  const ada = await newAccount(stack.origin);
  const elsewhere = await browser.newContext({ baseURL: stack.origin });
  await signIn(elsewhere.request, ada);
  await openAccount(page, ada);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("Signed out everywhere else", { exact: true })).toBeVisible();
  expect((await elsewhere.request.get("/api/trpc/auth.profile")).status()).toBe(401);
  expect(await ada.pix.auth.profile.query().catch(codeOf)).toBe("auth.token_invalid");
  expect((await page.request.get("/api/trpc/auth.profile")).status()).toBe(200);
  await elsewhere.close();
});

test("a token made here is shown once, does what it may and nothing else, and ends when it is revoked", async ({
  page,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  const { fileId } = await ada.pix.upload(new Uint8Array(100).fill(65), { fileName: "notes.txt" });
  await openAccount(page, ada);
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog", { name: "New access token" });
  await expect(dialog.getByRole("checkbox", { name: /^See files/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Make token" }).click();
  await expect(dialog.getByText(/Please give it a name/)).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill("Backup");
  await dialog.getByRole("button", { name: "Make token" }).click();
  const field = page.getByLabel("Your new token");
  await expect(field).toBeFocused();
  const token = await field.inputValue();
  expect(token).toMatch(/^cpx_/);

  const ask = (path: string, method = "GET") =>
    fetch(`${stack.origin}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  expect((await ask(`/api/files/${fileId}`)).status).toBe(200);
  expect((await ask("/api/trpc/files.list")).status).toBe(200);
  for (const [path, method] of [
    [`/api/files/${fileId}`, "DELETE"],
    ["/api/share/user", "GET"],
    ["/api/trpc/auth.listAccessTokens", "GET"],
  ] as const) {
    const refused = await ask(path, method);
    expect([refused.status, await refused.text()], path).toEqual([
      403,
      expect.stringContaining("auth.scope_missing"),
    ]);
  }

  await page.reload();
  const row = page.getByRole("listitem").filter({ hasText: "Backup" });
  await expect(row).toContainText("last used today");
  expect(await page.content()).not.toContain(token);
  await row.getByRole("button", { name: "Revoke Backup" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Token revoked")).toBeVisible();
  await expect(row).toHaveCount(0);
  expect((await ask(`/api/files/${fileId}`)).status).toBe(401);
});

test("a deleted account takes its password, says goodbye, and nobody signs in to it again", async ({
  page,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  const { fileId } = await ada.pix.upload(new Uint8Array(2_048).fill(65), { fileName: "notes.txt" });
  const { shareUrl } = await ada.pix.shares.create.mutate({ fileId });
  await openAccount(page, ada);
  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await expect(dialog.getByText("1 file (2 KB), those in the trash among them")).toBeVisible();
  await dialog.getByLabel("Your password").fill("a wrong guess");
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await expect(dialog.getByText("This is not your password.")).toBeVisible();
  await dialog.getByLabel("Your password").fill(ada.password);
  await dialog.getByRole("button", { name: "Delete my account" }).click();

  await page.waitForURL("**/goodbye");
  await expect(page.getByRole("heading", { name: "Goodbye" })).toBeVisible();
  await expect(page.getByText("your e-mail is free for a new account")).toBeVisible();
  expect(await sessionCookieOf(page.request)).toBeUndefined();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(ada.email);
  await page.getByLabel("Password").fill(ada.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(errorSentences["auth.credentials_wrong"])).toBeVisible();
  expect((await page.request.get(shareUrl)).status()).toBeGreaterThanOrEqual(404);
});

test("a link for a new password works once, leaves the address, and a used one says whom to ask", async ({
  page,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(workspaceRoot, "tooling/admin/admin.ts"), "reset-password", ada.email],
    { env: { PATH: process.env["PATH"], DATA_DIR: stack.dataDir } },
  );
  const link = stdout.trim();
  await page.goto(link);
  await expect(page).toHaveURL(`${stack.origin}/reset-password`);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Please use at least 8 characters.")).toBeVisible();
  await page.getByLabel("New password").fill(newPassword);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.waitForURL("**/sign-in?notice=password-set");
  await expect(page.getByText("Your new password is set.")).toBeVisible();
  expect(await login(stack.origin, ada.email, ada.password)).toBe("auth.credentials_wrong");
  await page.getByLabel("E-mail").fill(ada.email);
  await page.getByLabel("Password").fill(newPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/files");

  await page.goto(link);
  await page.getByLabel("New password").fill("yet another password");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await expect(page.getByText("Please ask whoever runs this CloudPix for another link.")).toBeVisible();
  expect(await login(stack.origin, ada.email, newPassword)).toBe("signed in");
});

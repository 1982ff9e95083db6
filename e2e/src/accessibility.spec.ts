import AxeBuilder from "@axe-core/playwright";
import { createCloudPix } from "@cloudpix/client";
import { landscape } from "@cloudpix/tooling/pictures";
import type { Page } from "@playwright/test";
import { newAccount } from "./account.ts";
import { expect, test } from "./stack.ts";

const findings = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
};

const signIn = async (page: Page, account: { email: string; password: string }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/files");
};

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 } });

    test("pages for strangers have no serious barrier", async ({ page }) => {
      for (const path of [
        "/",
        "/register",
        "/sign-in",
        "/reset-password",
        "/goodbye",
        "/nowhere",
        "/s/AAAAAAAAAAAAAAAAAAAAAA",
      ]) {
        await page.goto(path);
        await expect(page.getByRole("heading").first()).toBeVisible();
        expect(await findings(page), path).toEqual([]);
      }
    });

    test("the question for a link's password has no serious barrier, also after a wrong one", async ({
      page,
      stack,
    }) => {
      const { pix } = await newAccount(stack.origin);
      const { fileId } = await pix.upload(new Uint8Array(1_000).fill(65), { fileName: "notes.txt" });
      const { shareUrl } = await pix.shares.create.mutate({ fileId, password: "open sesame" });
      await page.goto(shareUrl);
      await expect(page.getByRole("heading", { name: "This link asks for a password" })).toBeVisible();
      expect(await findings(page), "asked").toEqual([]);
      await page.getByLabel("Password").fill("wrong");
      await page.getByRole("button", { name: "Open" }).click();
      await expect(page.getByLabel("Password")).toHaveAccessibleDescription(
        "This is not the password of this link.",
      );
      await expect(page.getByLabel("Password")).toBeFocused();
      expect(await findings(page), "refused").toEqual([]);
    });

    test("a shared picture has no serious barrier, on its page and when it fills the window", async ({
      page,
      stack,
    }) => {
      const { pix } = await newAccount(stack.origin);
      const bytes = await landscape({ width: 900, height: 600, seed: 2 });
      const { fileId } = await pix.upload(bytes, { fileName: "lake.jpg" });
      const { shareUrl } = await pix.shares.create.mutate({ fileId });
      await page.goto(shareUrl);
      const picture = page.getByRole("link", { name: "Enlarge lake.jpg" });
      await expect(picture).toHaveAttribute("aria-haspopup", "dialog");
      expect(await findings(page), "page").toEqual([]);
      await picture.click();
      await expect(page.getByRole("dialog", { name: "lake.jpg" }).getByRole("img")).toBeVisible();
      expect(await findings(page), "large").toEqual([]);
    });

    test("the account and the trash have no serious barrier, nor have their dialogs", async ({
      page,
      stack,
    }) => {
      const account = await newAccount(stack.origin);
      const { fileId } = await account.pix.upload(new Uint8Array(1_000).fill(65), { fileName: "notes.txt" });
      await account.pix.files.delete.mutate({ fileId });
      await account.pix.auth.createAccessToken.mutate({ name: "Backup", scopes: ["files:read"] });
      await signIn(page, account);
      await page.goto("/account");
      await expect(page.getByText("1 file · ")).toBeVisible();
      await expect(page.getByRole("button", { name: "Revoke Backup" })).toBeVisible();
      expect(await findings(page), "account").toEqual([]);
      await page.getByRole("button", { name: "New token" }).click();
      await page.getByRole("checkbox", { name: /^See files/ }).uncheck();
      await page.getByRole("button", { name: "Make token" }).click();
      await expect(page.getByText("Please choose what the token may do.")).toBeVisible();
      expect(await findings(page), "new token, refused").toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Delete account" }).click();
      await expect(page.getByLabel("Your password")).toBeVisible();
      expect(await findings(page), "delete account").toEqual([]);

      await page.goto("/trash");
      await expect(page.getByRole("button", { name: "Restore notes.txt" })).toBeVisible();
      expect(await findings(page), "trash").toEqual([]);
      await page.getByRole("button", { name: "Empty trash" }).click();
      await page.getByRole("button", { name: "Delete 1 file" }).click();
      await expect(page.getByText("What you delete waits here")).toBeVisible();
      await page.reload();
      await expect(page.getByText("What you delete waits here")).toBeVisible();
      expect(await findings(page), "empty trash").toEqual([]);
      await page.goto("/files?q=nothing");
      await expect(page.getByText("Nothing found")).toBeVisible();
      expect(await findings(page), "nothing found").toEqual([]);
    });

    test("the gallery, the viewer, the share dialog and the shared page have no serious barrier", async ({
      page,
      stack,
    }) => {
      const account = await newAccount(stack.origin);
      await signIn(page, account);
      await expect(page.getByRole("button", { name: "Upload" }).last()).toBeVisible();
      expect(await findings(page), "empty gallery").toEqual([]);

      await account.pix.upload(await landscape({ width: 800, height: 600, seed: 2 }), {
        fileName: "beach.jpg",
      });
      await page.reload();
      await expect(page.getByRole("link", { name: "beach.jpg" }).locator("img")).toBeVisible();
      expect(await findings(page), "gallery").toEqual([]);

      await page.getByRole("link", { name: "beach.jpg" }).click();
      await expect(page.getByRole("button", { name: "Share" }).first()).toBeVisible();
      expect(await findings(page), "viewer").toEqual([]);

      await page.getByRole("button", { name: "Share" }).first().click();
      await page.getByRole("button", { name: "Create link" }).click();
      const address = page.getByLabel("Link address");
      await expect(address).toBeVisible();
      expect(await findings(page), "share dialog").toEqual([]);
      await page.getByRole("button", { name: "Options" }).click();
      await page.getByRole("button", { name: "Edit" }).click();
      await expect(page.getByLabel("Name", { exact: true })).toHaveCount(2);
      expect(await findings(page), "share dialog, unfolded").toEqual([]);
      const shareUrl = await address.inputValue();

      await page.goto("/links");
      await page.getByRole("button", { name: "Select" }).click();
      await page.getByRole("checkbox", { name: "Select the link to beach.jpg" }).check();
      expect(await findings(page), "my links as cards, one selected").toEqual([]);
      await page.getByRole("button", { name: "Clear selection" }).click();
      await page.setViewportSize({ width: 1280, height: 800 });
      await expect(page.getByText("Last visit", { exact: true })).toBeVisible();
      expect(await findings(page), "my links as a table").toEqual([]);
      await page.getByRole("button", { name: "beach.jpg", exact: true }).click();
      await expect(page.getByRole("dialog", { name: "Edit link" })).toBeVisible();
      expect(await findings(page), "edit link").toEqual([]);

      await page.goto(shareUrl);
      await expect(page.getByRole("link", { name: "Download" })).toBeVisible();
      expect(await findings(page), "shared page").toEqual([]);
    });
  });
}

test("the shared page and its gates work without scripts", async ({ browser, stack }) => {
  const { pix } = await newAccount(stack.origin);
  const { fileId } = await pix.upload(await landscape({ width: 800, height: 600, seed: 2 }), {
    fileName: "beach.jpg",
  });
  const { shareUrl, linkId } = await pix.shares.create.mutate({ fileId });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  expect((await page.goto(shareUrl))?.status()).toBe(200);
  await expect(page.getByRole("link", { name: "Download" })).toBeVisible();
  await pix.shares.revoke.mutate({ linkId });
  expect((await page.goto(shareUrl))?.status()).toBe(410);
  await expect(page.getByRole("heading", { name: "This link was switched off" })).toBeVisible();
  expect(await page.content()).not.toContain("beach.jpg");
  await expect(createCloudPix({ url: stack.origin }).shares.open.mutate({ linkId })).rejects.toThrow();
  await context.close();
});

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createCloudPix } from "@cloudpix/client";
import { landscape } from "@cloudpix/tooling/pictures";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "./stack.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const brightness = async (picture: Buffer, part: "top" | "bottom") => {
  const { width, height } = await sharp(picture).metadata();
  const strip = { left: 0, top: part === "top" ? 0 : height - 10, width, height: 10 };
  const { channels } = await sharp(await sharp(picture).extract(strip).png().toBuffer()).stats();
  return channels.slice(0, 3).reduce((sum, { mean }) => sum + mean, 0) / 3;
};

const register = async (page: Page, email: string) => {
  await page.goto("/register");
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/files");
};

test("a photo is uploaded, drawn upright, shared, opened by a stranger, downloaded byte for byte, and revoked at once", async ({
  page,
  browser,
  stack,
}) => {
  const photo = await landscape({ width: 3000, height: 4000, seed: 7, orientation: 6 });
  expect(await sharp(photo).metadata()).toMatchObject({ width: 4000, height: 3000, orientation: 6 });
  const failures: string[] = [];
  page.on("console", (message) => message.type() === "error" && failures.push(message.text()));
  page.on("pageerror", (error) => failures.push(error.message));

  await register(page, `ada-${Date.now()}@example.com`);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload", exact: true }).first().click();
  await (await chooser).setFiles({ name: "café at the beach.jpg", mimeType: "image/jpeg", buffer: photo });

  const tile = page.getByRole("link", { name: /café at the beach\.jpg/ });
  const thumbnail = tile.locator("img");
  await expect(thumbnail).toBeVisible();
  await expect
    .poll(() => thumbnail.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth))
    .toBeGreaterThan(0);

  await test.step("the thumbnail stands upright", async () => {
    const src = await thumbnail.evaluate((img: HTMLImageElement) => img.currentSrc || img.src);
    const drawn = await (await page.request.get(src)).body();
    const { width, height } = await sharp(drawn).metadata();
    expect(width / height).toBeCloseTo(3 / 4, 1);
    expect(await brightness(drawn, "top")).toBeGreaterThan((await brightness(drawn, "bottom")) + 20);
  });

  await tile.click();
  await page.getByRole("button", { name: "Share" }).first().click();
  await page.getByRole("button", { name: "Create link" }).click();
  const address = page.getByLabel("Link address");
  await expect(address).toHaveValue(new RegExp(`^${stack.origin}/s/[\\w-]{22}$`));
  const shareUrl = await address.inputValue();

  const stranger = await browser.newContext();
  const visit = await stranger.newPage();
  const opened = await visit.goto(shareUrl);
  expect(opened?.status()).toBe(200);
  await expect(visit.getByText("café at the beach.jpg").first()).toBeVisible();
  await expect(visit.getByText(/Ada Lovelace/)).toBeVisible();
  expect(await visit.locator('meta[property="og:image"]').getAttribute("content")).toBe(`${shareUrl}/og.jpg`);

  const downloading = visit.waitForEvent("download");
  await visit.getByRole("link", { name: "Download" }).first().click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("café at the beach.jpg");
  expect(sha256(await readFile(await download.path()))).toBe(sha256(photo));

  await test.step("one visit was counted: reloading and downloading count nothing", async () => {
    await visit.reload();
    await page.reload();
    await page.getByRole("button", { name: "Share" }).first().click();
    await expect(page.getByText(/· 1 visit ·/)).toBeVisible();
  });

  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(address).toHaveCount(0);

  await test.step("the revoked link is dead for the page, the running visit and the bytes", async () => {
    const again = await visit.goto(shareUrl);
    expect(again?.status()).toBe(410);
    await expect(visit.getByRole("link", { name: "Download" })).toHaveCount(0);
    expect((await stranger.request.get(download.url())).status()).toBe(410);
    const linkId = shareUrl.split("/").at(-1) ?? "";
    const pix = createCloudPix({ url: stack.origin });
    await expect(pix.shares.open.mutate({ linkId })).rejects.toThrow(
      "This link was switched off by its owner.",
    );
  });
  await stranger.close();
  expect(failures).toEqual([]);
});

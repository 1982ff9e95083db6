import { landscape } from "@cloudpix/tooling/pictures";
import type { Locator, Page } from "@playwright/test";
import { newAccount } from "./account.ts";
import { expect, test } from "./stack.ts";

type Shared = { shareUrl: string; visits: () => Promise<number | undefined> };
let shared: Shared;
// One picture for all tests of this file, which its page shows by a preview.
test.beforeAll(async ({ stack }) => {
  const { pix } = await newAccount(stack.origin);
  const bytes = await landscape({ width: 3_000, height: 2_000, seed: 4 });
  const { fileId } = await pix.upload(bytes, { fileName: "lake.jpg" });
  await expect
    .poll(async () => (await pix.files.get.query({ fileId })).thumbnail.state, { timeout: 60_000 })
    .toBe("ready");
  const { shareUrl } = await pix.shares.create.mutate({ fileId });
  const visits = async () =>
    (await pix.shares.listByFile.query({ fileId })).shareLinks.map(({ accessCount }) => accessCount)[0];
  shared = { shareUrl, visits };
});

/** The page of the link, and every address below it that is asked for from then on. */
const openPage = async (page: Page) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").at(-1) ?? ""));
  await page.goto(shared.shareUrl);
  const picture = page.getByRole("link", { name: "Enlarge lake.jpg" });
  return { asked, picture, large: page.getByRole("dialog", { name: "lake.jpg" }) };
};

/** Whether the original is drawn, over the preview. */
const isSharp = (page: Page) =>
  page
    .getByRole("dialog")
    .locator("img[alt='']")
    .evaluateAll((images) =>
      images.some(
        (image) =>
          image instanceof HTMLImageElement &&
          image.naturalWidth === 3_000 &&
          getComputedStyle(image).opacity === "1",
      ),
    );

/** From here on the page's scripts answer to the picture. */
const awaitScripts = (picture: Locator) => expect(picture).toHaveAttribute("aria-haspopup", "dialog");

test("a shared picture fills the window, zooms to its original and closes by keys alone, with the focus back on it; nothing is counted again", async ({
  page,
}) => {
  const before = (await shared.visits()) ?? 0;
  const { asked, picture, large } = await openPage(page);
  await awaitScripts(picture);
  await picture.focus();
  await page.keyboard.press("Enter");
  await expect(large.getByRole("img", { name: "lake.jpg" })).toBeVisible();
  await page.keyboard.press("-");
  expect(asked).not.toContain("file");

  await page.keyboard.press("+");
  await expect.poll(() => isSharp(page)).toBe(true);
  await expect(large.getByRole("button", { name: "Zoom out" })).toBeEnabled();
  await page.keyboard.press("-");
  await expect(large.getByRole("button", { name: "Zoom out" })).toBeDisabled();
  // The keys work wherever in it the focus is.
  await page.keyboard.press("Shift+Tab");
  await expect(large.getByRole("link", { name: "Download" })).toBeFocused();
  await page.keyboard.press("+");
  await expect(large.getByRole("button", { name: "Zoom out" })).toBeEnabled();

  // Twice, as people do: the page stays.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(large).toBeHidden();
  await expect(picture).toBeFocused();
  expect(page.url()).toBe(shared.shareUrl);
  expect(await shared.visits()).toBe(before + 1);
});

test("Back closes the large picture and leaves its page where it is; a click opens it again, a double click once", async ({
  page,
}) => {
  const { asked, picture, large } = await openPage(page);
  await awaitScripts(picture);
  for (const open of [() => picture.dblclick(), () => picture.click()]) {
    await open();
    await expect(large).toBeVisible();
    await page.goBack();
    await expect(large).toBeHidden();
    await expect(page.getByRole("heading", { name: "lake.jpg" })).toBeVisible();
  }
  await picture.click();
  await large.getByRole("button", { name: "Close" }).click();
  await expect(large).toBeHidden();
  expect(page.url()).toBe(shared.shareUrl);
  expect(asked).not.toContain("file");
});

test("a double click zooms in and loads the original", async ({ page }) => {
  const { picture, large } = await openPage(page);
  await awaitScripts(picture);
  await picture.click();
  await large.getByRole("img", { name: "lake.jpg" }).dblclick();
  await expect.poll(() => isSharp(page)).toBe(true);
});

test("what zooms a picture is no part of the page before it is asked for", async ({ page }) => {
  const scripts: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.text());
  });
  const isThere = async () => (await Promise.all(scripts)).some((text) => text.includes("yarl__"));
  const { picture, large } = await openPage(page);
  await awaitScripts(picture);
  expect(await isThere()).toBe(false);
  await picture.click();
  await expect(large).toBeVisible();
  expect(await isThere()).toBe(true);
});

test("without scripts the picture leads to itself, and its page is as it was", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const { picture } = await openPage(page);
  await expect(page.getByRole("img", { name: "lake.jpg" })).toBeVisible();
  await expect(picture).not.toHaveAttribute("aria-haspopup");
  const [answer] = await Promise.all([page.waitForResponse(/\/preview/), picture.click()]);
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "image/jpeg"]);
  // Nor does its address carry a visit that could be handed on.
  expect(page.url()).toBe(`${shared.shareUrl}/preview`);
  await context.close();
});

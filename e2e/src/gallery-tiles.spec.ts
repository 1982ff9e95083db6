import type { FileId } from "@cloudpix/domain";
import { landscape } from "@cloudpix/tooling/pictures";
import type { Page } from "@playwright/test";
import { type Account, newAccount } from "./account.ts";
import { signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

const desktop = { width: 1280, height: 800 };
const tablet = { width: 800, height: 1000 };
const phone = { width: 390, height: 844 };

/** What the rows of a full gallery are drawn with on a desktop, from the lowest to the highest. */
const fullRow = { min: 200, max: 271 };

const thumbnailIs = ({ pix }: Account, fileId: FileId, state: "ready" | "failed") =>
  expect.poll(async () => (await pix.files.get.query({ fileId })).thumbnail.state).toBe(state);

const addPhoto = async (owner: Account, seed: number) => {
  const photo = await landscape({ width: 1200, height: 800, seed });
  const { fileId } = await owner.pix.upload(photo, { fileName: `photo-${seed}.jpg` });
  await thumbnailIs(owner, fileId, "ready");
};

/** The tiles' size once this many are there and nothing has moved for some frames: a layout that feeds on itself moves. */
const tileSize = async (page: Page, count: number) => {
  await expect(page.locator("[data-tile]")).toHaveCount(count);
  return page
    .locator("[data-tile]")
    .first()
    .evaluate(async (tile) => {
      const measure = () => {
        const { width, height } = tile.getBoundingClientRect();
        return { width: Math.round(width), height: Math.round(height) };
      };
      let size = measure();
      for (let still = 0; still < 20; still += 1) {
        await new Promise(requestAnimationFrame);
        const now = measure();
        if (now.width !== size.width || now.height !== size.height) still = 0;
        size = now;
      }
      return size;
    });
};

test("the first photos of an account are as high as a full row, however their window came to its width", async ({
  page,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await signIn(page.request, ada);
  await page.setViewportSize(desktop);
  await addPhoto(ada, 1);
  await page.goto("/files");
  const first = await tileSize(page, 1);
  expect(first.height).toBeGreaterThanOrEqual(fullRow.min);
  expect(first.height).toBeLessThanOrEqual(fullRow.max);
  expect(first.width / first.height).toBeCloseTo(3 / 2, 1);

  for (const narrower of [tablet, phone])
    await test.step(`after ${narrower.width} pixels and back, and after a reload at each`, async () => {
      await page.setViewportSize(narrower);
      const resized = await tileSize(page, 1);
      await page.reload();
      expect(await tileSize(page, 1)).toEqual(resized);
      await page.setViewportSize(desktop);
      expect(await tileSize(page, 1)).toEqual(first);
      await page.reload();
      expect(await tileSize(page, 1)).toEqual(first);
    });

  for (const count of [2, 3])
    await test.step(`with ${count} photos`, async () => {
      await addPhoto(ada, count);
      await page.reload();
      expect((await tileSize(page, count)).height).toBe(first.height);
    });
});

test("one photo fills the width of a phone, and two share it", async ({ page, stack }) => {
  const ada = await newAccount(stack.origin);
  await signIn(page.request, ada);
  await page.setViewportSize(phone);
  await addPhoto(ada, 1);
  await page.goto("/files");
  expect((await tileSize(page, 1)).width).toBeGreaterThan(phone.width * 0.9);
  await addPhoto(ada, 2);
  await page.reload();
  expect((await tileSize(page, 2)).width).toBeGreaterThan(phone.width * 0.45);
});

test("a damaged picture, which may show next to nothing, shows its name", async ({ page, stack }) => {
  const ada = await newAccount(stack.origin);
  await signIn(page.request, ada);
  const whole = await landscape({ width: 1200, height: 900, seed: 3 });
  const { fileId } = await ada.pix.upload(whole.subarray(0, 4_000), { fileName: "half.jpg" });
  await thumbnailIs(ada, fileId, "failed");
  await page.goto("/files");
  const tile = page.locator("[data-tile]");
  await expect(tile.locator("img")).toBeVisible();
  await expect(tile.locator("[aria-hidden]").getByText("half.jpg")).toBeInViewport();
});

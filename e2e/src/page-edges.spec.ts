import { landscape } from "@cloudpix/tooling/pictures";
import type { Page } from "@playwright/test";
import { newAccount } from "./account.ts";
import { signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

/** Where the head's sign stands, and what the page shows first. */
const leftEdges = async (page: Page, first: string) => {
  const sign = page.getByRole("link", { name: "CloudPix" });
  const content = page.getByRole("main").locator(first).first();
  await expect(content).toBeVisible();
  const [signBox, contentBox] = [await sign.boundingBox(), await content.boundingBox()];
  return { sign: signBox?.x ?? Number.NaN, content: contentBox?.x ?? Number.NaN };
};

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])
  test(`all pages begin at the left edge of their head, ${viewport.width} pixels wide`, async ({
    page,
    stack,
  }) => {
    const ada = await newAccount(stack.origin);
    const picture = await landscape({ width: 800, height: 600, seed: 1 });
    const { fileId } = await ada.pix.upload(picture, { fileName: "beach.jpg" });
    await ada.pix.shares.create.mutate({ fileId });
    const { fileId: trashedId } = await ada.pix.upload(new Uint8Array(9), { fileName: "old.bin" });
    await ada.pix.files.delete.mutate({ fileId: trashedId });
    await signIn(page.request, ada);
    await page.setViewportSize(viewport);
    for (const [path, ...firsts] of [
      ["/files", "h2", "[data-tile]", "search"],
      ["/links", "h1", "ul"],
      ["/trash", "h1", "ul"],
      ["/account", "h1", "section"],
    ] as const) {
      await page.goto(path);
      for (const first of firsts) {
        const { sign, content } = await leftEdges(page, first);
        expect(Math.abs(content - sign), `${first} of ${path}`).toBeLessThanOrEqual(1);
      }
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

import { landscape } from "@cloudpix/tooling/pictures";
import type { BrowserContext, Page } from "@playwright/test";
import { type Account, newAccount } from "./account.ts";
import { signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

/** As many pictures as fill more than a screen, uploaded in this order. */
const fill = async ({ pix }: Account, count: number) => {
  for (let seed = 1; seed <= count; seed += 1)
    await pix.upload(await landscape({ width: 800, height: 600, seed }), { fileName: `photo-${seed}.jpg` });
};

const openTab = async (context: BrowserContext) => {
  const page = await context.newPage();
  await page.goto("/files");
  await expect(page.getByRole("link", { name: "photo-1.jpg" })).toBeVisible();
  return page;
};

const tile = (page: Page, name: string) => page.getByRole("link", { name });
const act = async (page: Page, name: string, action: string) => {
  await tile(page, name).hover();
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
};
const deletedWords = (page: Page) => page.getByText("This file was deleted elsewhere");

/** The person comes back to this tab, this much later. */
const comeBack = async (page: Page, afterMs: number) => {
  await page.clock.fastForward(afterMs);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
};

test("what another tab deleted leaves this one calmly, whatever is done to it", async ({
  context,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await fill(ada, 5);
  await signIn(context.request, ada);
  const [stale, other] = [await openTab(context), await openTab(context)];
  for (const [action, name] of [
    ["Delete", "photo-5.jpg"],
    ["Share", "photo-4.jpg"],
    ["Rename", "photo-3.jpg"],
    ["Download", "photo-2.jpg"],
  ] as const)
    await test.step(action, async () => {
      await act(other, name, "Delete");
      await expect(tile(other, name)).toHaveCount(0);
      await act(stale, name, action);
      if (action === "Rename") {
        await stale.getByRole("dialog").getByLabel("Name").fill("other.jpg");
        await stale.keyboard.press("Enter");
      }
      await expect(tile(stale, name)).toHaveCount(0);
      await expect(deletedWords(stale).filter({ visible: true }).first()).toBeVisible();
      await expect(stale.getByRole("dialog")).toHaveCount(0);
      await expect(stale.locator("[data-sonner-toast][data-type=error]")).toHaveCount(0);
    });
  expect((await ada.pix.files.list.query({ trash: true })).files).toHaveLength(4);
  await expect(tile(stale, "photo-1.jpg")).toBeVisible();
});

test("a tile that is opened a while after another tab deleted its file closes again and is gone", async ({
  context,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await fill(ada, 3);
  await signIn(context.request, ada);
  const stale = await context.newPage();
  await stale.clock.install();
  await stale.goto("/files");
  await expect(tile(stale, "photo-1.jpg")).toBeVisible();
  const { files } = await ada.pix.files.list.query({ q: "photo-2" });
  await ada.pix.files.delete.mutate({ fileId: files[0]?.fileId ?? "" });
  await stale.clock.fastForward(31_000);
  await tile(stale, "photo-2.jpg").click();
  await expect(deletedWords(stale)).toBeVisible();
  await expect(tile(stale, "photo-2.jpg")).toHaveCount(0);
  await expect(stale.getByRole("dialog")).toHaveCount(0);
  await expect(tile(stale, "photo-1.jpg")).toBeFocused();
  expect(new URL(stale.url()).pathname).toBe("/files");
});

test("who comes back to the gallery after half a minute sees what changed elsewhere, and no picture moves or loads from another address", async ({
  context,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await fill(ada, 20);
  await signIn(context.request, ada);
  const stale = await context.newPage();
  await stale.clock.install();
  await stale.setViewportSize({ width: 390, height: 500 });
  await stale.goto("/files");
  await expect(stale.locator("[data-tile] img")).toHaveCount(20);
  for (const picture of await stale.locator("[data-tile] img").all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect(picture).toHaveCSS("opacity", "1");
  }
  const pictures = () =>
    stale
      .locator("[data-tile] img")
      .evaluateAll((images) => images.map((image) => image.getAttribute("srcset")));
  const kept = () =>
    stale.locator("[data-tile]", { hasText: "photo-12.jpg" }).evaluate((node) => ({
      top: Math.round(node.getBoundingClientRect().top),
    }));
  await stale.locator("[data-tile]", { hasText: "photo-12.jpg" }).scrollIntoViewIfNeeded();
  const [before, loaded] = [await kept(), await pictures()];
  expect(await stale.evaluate(() => window.scrollY)).toBeGreaterThan(200);

  // From here on the server signs under another end, as it does every quarter of an hour.
  await stale.route(/\/api\/trpc\/.*files\.list/, async (route) => {
    const answer = await route.fetch();
    const soon = new Date(Date.now() + 90 * 60_000).toISOString().slice(0, 19);
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replaceAll(/se=[^&"]+/g, `se=${encodeURIComponent(`${soon}Z`)}`),
    });
  });
  const { files } = await ada.pix.files.list.query({ q: "photo-1.jpg" });
  await ada.pix.files.delete.mutate({ fileId: files[0]?.fileId ?? "" });

  await comeBack(stale, 10_000);
  await expect(tile(stale, "photo-1.jpg")).toHaveCount(1);
  await comeBack(stale, 21_000);
  await expect(tile(stale, "photo-1.jpg")).toHaveCount(0);
  expect(await kept()).toEqual(before);
  const addresses = await pictures();
  expect(addresses).toHaveLength(19);
  for (const address of addresses) expect(loaded).toContain(address);
});

test("the trash and the space in use are asked for anew by who comes back to them", async ({
  context,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await fill(ada, 2);
  const { files } = await ada.pix.files.list.query({});
  const [second, first] = files.map(({ fileId }) => fileId);
  await ada.pix.files.delete.mutate({ fileId: first ?? "" });
  await signIn(context.request, ada);
  const stale = await context.newPage();
  await stale.clock.install();
  await stale.goto("/trash");
  await expect(stale.getByRole("button", { name: "Restore photo-1.jpg" })).toBeVisible();
  await ada.pix.files.purge.mutate({ fileId: first ?? "" });
  await stale.getByRole("button", { name: "Restore photo-1.jpg" }).click();
  await expect(stale.getByText("This file was deleted for good elsewhere")).toBeVisible();
  await expect(stale.getByText("What you delete waits here")).toBeVisible();

  await ada.pix.files.delete.mutate({ fileId: second ?? "" });
  await comeBack(stale, 31_000);
  await expect(stale.getByRole("button", { name: "Restore photo-2.jpg" })).toBeVisible();
  await ada.pix.upload(new Uint8Array(9 * 1024 * 1024), { fileName: "zeros.bin" });
  await comeBack(stale, 31_000);
  await expect(stale.getByRole("banner").getByText(/^Storage: 9(\.\d)? MB of/)).toBeVisible();
});

import { DAY_MS } from "@cloudpix/domain";
import type { Page } from "@playwright/test";
import { type Account, newAccount } from "./account.ts";
import { signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

/** Somebody with one file, signed in on this page. */
const begin = async (page: Page, origin: string) => {
  const account = await newAccount(origin);
  const { fileId } = await account.pix.upload(new Uint8Array(1_000).fill(65), { fileName: "beach.txt" });
  await signIn(page.request, account);
  return { account, fileId };
};

const onlyLink = async ({ pix }: Account) => {
  const { shareLinks } = await pix.shares.listMine.query({});
  expect(shareLinks).toHaveLength(1);
  const [link] = shareLinks;
  if (link === undefined) throw new Error("there is no link");
  return link;
};

const daysLeft = (expiryDate: string | null) => (Date.parse(expiryDate ?? "") - Date.now()) / DAY_MS;

const item = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

test("a link with name, password and limit is made and copied, opened without scripts, counted, changed at its address, and revoked", async ({
  page,
  browser,
  stack,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const { account, fileId } = await begin(page, stack.origin);
  await page.goto(`/files/${fileId}`);
  await page.getByRole("button", { name: "Share" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.getByRole("button", { name: "Options" }).click();
  await dialog.getByLabel("Visits", { exact: true }).fill("3");
  await dialog.getByLabel("Name", { exact: true }).fill("For Oma");
  await dialog.getByLabel("Password", { exact: true }).fill("abc");
  await dialog.getByRole("button", { name: "Create link" }).click();
  await expect(dialog.getByText("Please use at least 4 characters.")).toBeVisible();
  await dialog.getByLabel("Password", { exact: true }).fill("open sesame");
  await expect(
    dialog.getByText(/^Anyone with the link and the password .* beach\.txt until .*, at most 3 times\.$/),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Create link" }).click();
  const address = dialog.getByLabel("Link address");
  await expect(address).toBeVisible();
  const shareUrl = await address.inputValue();
  await expect(page.getByText("Link created and copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shareUrl);
  await expect(dialog.getByText("Password set")).toBeVisible();
  await expect(dialog.getByText("0 of 3 visits")).toBeVisible();

  const stranger = await browser.newContext({ javaScriptEnabled: false });
  const visit = await stranger.newPage();
  expect((await visit.goto(shareUrl))?.status()).toBe(403);
  await expect(visit.getByRole("button", { name: "Show characters" })).toBeHidden();
  await visit.getByLabel("Password").fill("open sesame");
  await visit.getByRole("button", { name: "Open" }).click();
  await expect(visit.getByRole("heading", { name: "beach.txt" })).toBeVisible();
  await expect(visit.getByText("This link opens 2 more times.")).toBeVisible();

  await page.goto("/links");
  const row = item(page, "For Oma");
  await expect(row.getByText("Visits: 1 of 3")).toBeVisible();
  await expect(row.getByText("Active").filter({ visible: true })).toBeVisible();

  await test.step("its end is moved by a preset and to an exact moment, saved at once, the address unchanged", async () => {
    await row.getByRole("button", { name: "beach.txt", exact: true }).click();
    const edit = page.getByRole("dialog", { name: "Edit link" });
    await expect(edit.getByLabel("Link address")).toHaveValue(shareUrl);
    await edit.getByLabel("Expires", { exact: true }).selectOption({ label: "1 year from now" });
    await expect(edit.getByText("Saved")).toBeVisible();
    expect(daysLeft((await onlyLink(account)).expiryDate)).toBeCloseTo(365, 1);

    await edit.getByLabel("Date and time").fill("2020-01-01T10:00");
    await edit.getByLabel("Date and time").blur();
    await expect(edit.getByText("Please choose a moment that is still to come.")).toBeVisible();
    const [moment, local] = await page.evaluate(
      (ms) => {
        const date = new Date(Math.floor(ms / 60_000) * 60_000);
        return [
          date.toISOString(),
          `${date.toLocaleDateString("sv")}T${date.toLocaleTimeString("sv").slice(0, 5)}`,
        ];
      },
      Date.now() + 2 * DAY_MS,
    );
    await edit.getByLabel("Date and time").fill(local ?? "");
    await edit.getByLabel("Date and time").blur();
    await expect.poll(async () => (await onlyLink(account)).expiryDate).toBe(moment);

    await edit.getByLabel("Visits", { exact: true }).fill("");
    await edit.getByLabel("Name", { exact: true }).fill("For Opa");
    await page.keyboard.press("Escape");
    // Closed within the pause for typing: what was typed is saved all the same.
    await expect.poll(async () => (await onlyLink(account)).name).toBe("For Opa");
    expect(await onlyLink(account)).toMatchObject({ shareUrl, state: "ending_soon", accessCount: 1 });
    expect(await onlyLink(account)).not.toHaveProperty("maxAccessCount");
  });

  await test.step("the password is changed and taken away", async () => {
    await item(page, "For Opa").getByRole("button", { name: "beach.txt", exact: true }).click();
    const edit = page.getByRole("dialog", { name: "Edit link" });
    await edit.getByRole("button", { name: "Change" }).click();
    await edit.getByLabel("New password").fill("another one");
    await edit.getByLabel("New password").press("Enter");
    await expect(edit.getByRole("button", { name: "Change" })).toBeFocused();
    const { linkId } = await onlyLink(account);
    await account.pix.shares.unlock.mutate({ linkId, password: "another one" });
    await edit.getByRole("button", { name: "Remove" }).click();
    await expect(edit.getByLabel("Password", { exact: true })).toBeFocused();
    expect((await onlyLink(account)).hasPassword).toBe(false);
    await page.keyboard.press("Escape");
  });

  await page.getByRole("button", { name: /^Actions for the link to beach\.txt/ }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(item(page, "For Opa").getByText("Revoked").filter({ visible: true })).toBeVisible();
  expect((await visit.goto(shareUrl))?.status()).toBe(410);
  await expect(visit.getByRole("heading", { name: "This link was switched off" })).toBeVisible();
  await stranger.close();
});

test("one click makes a link with the user's own defaults", async ({ page, stack }) => {
  const { account, fileId } = await begin(page, stack.origin);
  await account.pix.auth.updateProfile.mutate({ linkDefaults: { expirationDays: 14 } });
  await page.goto(`/files/${fileId}`);
  await page.getByRole("button", { name: "Share" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.getByRole("button", { name: "Create link" }).click();
  await expect(dialog.getByLabel("Link address")).toBeVisible();
  expect(daysLeft((await onlyLink(account)).expiryDate)).toBeCloseTo(14, 1);
  await dialog.getByRole("button", { name: "Options" }).click();
  await expect(dialog.getByLabel("Expires", { exact: true }).locator("option:checked")).toHaveText(
    "After 14 days (your default)",
  );
});

test("links are found by state and text, revoked together, and all at once; a link without its file says so", async ({
  page,
  stack,
}) => {
  const { account, fileId } = await begin(page, stack.origin);
  const { pix } = account;
  const gone = await pix.upload(new Uint8Array(10).fill(66), { fileName: "old.txt" });
  await pix.shares.create.mutate({ fileId: gone.fileId, name: "Old one" });
  await pix.files.delete.mutate({ fileId: gone.fileId });
  const names = ["First", "Second", "Third", "Fourth"];
  for (const name of names) await pix.shares.create.mutate({ fileId, name, expiresAt: null });
  const states = async () => {
    const { shareLinks } = await pix.shares.listMine.query({});
    return Object.fromEntries(shareLinks.map(({ name, state }) => [name, state]));
  };

  await page.goto("/links");
  await expect(item(page, "Old one").getByText("File deleted or in the trash")).toBeVisible();
  await page.getByRole("button", { name: "Active", exact: true }).click();
  await expect(item(page, "Old one")).toHaveCount(0);
  await page.getByRole("searchbox").fill("third");
  await expect(page.getByRole("list", { name: "My links" }).getByRole("listitem")).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole("list", { name: "My links" }).getByRole("listitem")).toHaveCount(1);
  await test.step("another state is one step back, what is typed is none", async () => {
    const rows = page.getByRole("list", { name: "My links" }).getByRole("listitem");
    await page.getByRole("searchbox").press("End");
    await page.keyboard.type(" beach");
    await expect(rows).toHaveCount(1);
    await page.getByRole("button", { name: "Revoked", exact: true }).click();
    await expect(page.getByText("None of these links is like that.")).toBeVisible();
    await page.goBack();
    await expect(rows).toHaveCount(1);
    await expect(page.getByRole("searchbox")).toHaveValue("third beach");
    await expect(page.getByRole("button", { name: "Active", exact: true })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await page.goBack();
    await expect(rows).toHaveCount(5);
    await expect(page.getByRole("searchbox")).toHaveValue("");
    await page.goForward();
    await expect(page.getByRole("searchbox")).toHaveValue("third beach");
    await expect(rows).toHaveCount(1);
  });
  await page.getByRole("searchbox").fill("");

  await page.getByRole("checkbox", { name: "Select the link to beach.txt, Third" }).check();
  await page
    .getByRole("checkbox", { name: "Select the link to beach.txt, First" })
    .click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Selected links" });
  await expect(bar.getByText("3 selected")).toBeVisible();
  await page.getByRole("checkbox", { name: "Select the link to beach.txt, First" }).uncheck();
  await bar.getByRole("button", { name: "Revoke" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question.getByRole("heading", { name: "Revoke 2 links?" })).toBeVisible();
  await question.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(bar).toHaveCount(0);
  // The row goes at once, the request behind it.
  await expect.poll(states).toMatchObject({
    First: "live",
    Second: "revoked",
    Third: "revoked",
    Fourth: "live",
  });

  await page.getByRole("button", { name: "Revoke all" }).click();
  await expect(question.getByRole("heading", { name: "Revoke all 2 links?" })).toBeVisible();
  await question.getByRole("button", { name: "Revoke all" }).click();
  await expect(page.getByText("None of these links is like that.")).toBeVisible();
  await expect.poll(async () => new Set(Object.values(await states()))).toEqual(new Set(["revoked"]));
});

test("more links than a page holds come as one scrolls; a page without any says what to do", async ({
  page,
  stack,
}) => {
  const { account, fileId } = await begin(page, stack.origin);
  await page.goto("/links");
  await expect(page.getByRole("link", { name: "Go to my files" })).toBeVisible();
  for (let count = 0; count < 55; count += 1) await account.pix.shares.create.mutate({ fileId });
  await page.reload();
  const items = page.getByRole("list", { name: "My links" }).getByRole("listitem");
  await expect(items.first()).toBeVisible();
  await items.last().scrollIntoViewIfNeeded();
  await expect(items).toHaveCount(55);
});

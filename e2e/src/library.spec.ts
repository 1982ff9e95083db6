import { landscape } from "@cloudpix/tooling/pictures";
import type { Page } from "@playwright/test";
import { type Account, newAccount } from "./account.ts";
import { codeOf } from "./code-of.ts";
import { signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

const text = (bytes: number) => new Blob(["a".repeat(bytes)], { type: "text/plain" });

/** A picture and three texts, uploaded in this order. */
const fill = async ({ pix }: Account) => {
  await pix.upload(await landscape({ width: 800, height: 600, seed: 1 }), { fileName: "Beach.jpg" });
  await pix.upload(text(300), { fileName: "zebra.txt" });
  await pix.upload(text(100), { fileName: "Alps beach.txt" });
  await pix.upload(text(200), { fileName: "market.txt" });
};

const shownNames = (page: Page) =>
  page.locator("[data-file-id] > .sr-only").evaluateAll((names) => names.map((name) => name.textContent));
const addressOf = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;

test("a search is in the address while one types, is one step back, and is restored by a shared address", async ({
  page,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await fill(ada);
  await signIn(page.request, ada);
  await page.goto("/files");
  await expect
    .poll(() => shownNames(page))
    .toEqual(["market.txt", "Alps beach.txt", "zebra.txt", "Beach.jpg"]);
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search files" });
  await expect(search).toBeFocused();
  await search.pressSequentially("BEACH", { delay: 120 });
  await expect.poll(() => shownNames(page)).toEqual(["Alps beach.txt", "Beach.jpg"]);
  await expect.poll(() => addressOf(page)).toBe("/files?q=BEACH");
  await expect(page.getByText("2 files found")).toBeAttached();

  await page.reload();
  await expect(search).toHaveValue("BEACH");
  await expect.poll(() => shownNames(page)).toEqual(["Alps beach.txt", "Beach.jpg"]);
  await page.goBack();
  await expect.poll(() => addressOf(page)).toBe("/files");
  await expect(search).toHaveValue("");
  await expect.poll(async () => (await shownNames(page)).length).toBe(4);

  await test.step("also for somebody who has to sign in first", async () => {
    await page.context().clearCookies();
    await page.goto("/files?q=BEACH&sort=name");
    await page.getByLabel("E-mail").fill(ada.email);
    await page.getByLabel("Password").fill(ada.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/files?q=BEACH&sort=name");
    await expect.poll(() => shownNames(page)).toEqual(["Alps beach.txt", "Beach.jpg"]);
  });

  await page.getByRole("link", { name: "CloudPix" }).click();
  await expect.poll(() => addressOf(page)).toBe("/files");
  await expect(search).toHaveValue("");
  await expect.poll(async () => (await shownNames(page)).length).toBe(4);

  await search.fill("no such name");
  await expect(page.getByText("Nothing found for “no such name”.")).toBeVisible();
  await page.getByRole("button", { name: "Show all files" }).click();
  await expect.poll(async () => (await shownNames(page)).length).toBe(4);
  await expect(search).toHaveValue("");
});

test("kind and order are in the address too; only orders of time have days", async ({ page, stack }) => {
  const ada = await newAccount(stack.origin);
  await fill(ada);
  await signIn(page.request, ada);
  await page.goto("/files");
  await page.getByRole("button", { name: "Documents", exact: true }).click();
  await expect.poll(() => shownNames(page)).toEqual(["market.txt", "Alps beach.txt", "zebra.txt"]);
  await page.getByRole("button", { name: "Order: Newest first" }).click();
  await page.getByRole("menuitemradio", { name: "Name, A to Z" }).click();
  await expect.poll(() => shownNames(page)).toEqual(["Alps beach.txt", "market.txt", "zebra.txt"]);
  expect(addressOf(page)).toBe("/files?kind=document&sort=name");
  await expect(page.getByRole("heading", { name: "Today" })).toHaveCount(0);

  await page.goto("/files?sort=largest");
  await expect
    .poll(() => shownNames(page))
    .toEqual(["Beach.jpg", "zebra.txt", "market.txt", "Alps beach.txt"]);
  await page.getByRole("button", { name: "Videos" }).click();
  await expect(page.getByText("You have no videos.")).toBeVisible();
  await page.goBack();
  await expect.poll(async () => (await shownNames(page)).length).toBe(4);
  await page.goBack();
  await expect.poll(() => addressOf(page)).toBe("/files?kind=document&sort=name");
  await expect.poll(() => shownNames(page)).toEqual(["Alps beach.txt", "market.txt", "zebra.txt"]);
});

test("the viewer walks what was found, in its order, and gives it back when it closes", async ({
  page,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await fill(ada);
  await signIn(page.request, ada);
  await page.goto("/files?q=beach&sort=name");
  await page.getByRole("link", { name: "Alps beach.txt" }).click();
  await expect(page.getByRole("dialog", { name: "Alps beach.txt" })).toBeVisible();
  expect(new URL(page.url()).search).toBe("?q=beach&sort=name");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("dialog", { name: "Beach.jpg" })).toBeVisible();
  await expect(page).toHaveTitle("Beach.jpg · CloudPix");
  await test.step("Escape takes one layer at a time", async () => {
    await page.keyboard.press("i");
    const facts = page.getByRole("complementary", { name: "Information" });
    await expect(facts).toBeVisible();
    await facts.getByRole("button", { name: "Rename" }).focus();
    await page.keyboard.press("Escape");
    await expect(facts).toHaveCount(0);
    await expect(page.getByRole("dialog", { name: "Beach.jpg" })).toBeVisible();
  });
  // A slash is nothing to the viewer, and does not reach the search below it.
  await page.keyboard.press("/");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveTitle("My files · CloudPix");
  expect(addressOf(page)).toBe("/files?q=beach&sort=name");
  await expect(page.getByRole("link", { name: "Beach.jpg" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("link", { name: "Alps beach.txt" })).toBeFocused();
});

test("what is uploaded while the gallery shows other files comes to its end all the same", async ({
  page,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await fill(ada);
  await signIn(page.request, ada);
  await page.goto("/files?kind=document");
  await expect.poll(async () => (await shownNames(page)).length).toBe(3);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload", exact: true }).first().click();
  const buffer = await landscape({ width: 800, height: 600, seed: 2 });
  await (await chooser).setFiles({ name: "hidden.jpg", mimeType: "image/jpeg", buffer });
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Trash" }).click();
  await expect(page.getByRole("heading", { name: "Trash", exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "1 file added" })).toBeVisible();
});

test("a file comes back from the trash without its links; what is deleted for good does not come back", async ({
  page,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await fill(ada);
  const { files } = await ada.pix.files.list.query({ sort: "name" });
  const [alps, beach, market] = files.map(({ fileId }) => fileId);
  if (alps === undefined || beach === undefined || market === undefined) throw new Error("not uploaded");
  const { shareUrl } = await ada.pix.shares.create.mutate({ fileId: beach });
  for (const fileId of [alps, beach, market]) await ada.pix.files.delete.mutate({ fileId });
  await signIn(page.request, ada);
  await page.goto("/trash");
  const rows = page.getByRole("list", { name: "Files in the trash" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("30 days left");

  await page.getByRole("button", { name: "Restore Beach.jpg" }).click();
  await expect(rows).toHaveCount(2);
  await expect(page.getByText(/Links it had before stay off/)).toBeVisible();
  expect(await ada.pix.files.get.query({ fileId: beach })).toMatchObject({ status: "active", shareCount: 0 });
  expect((await page.request.get(shareUrl)).status()).toBe(410);

  await page.getByRole("button", { name: "Delete Alps beach.txt for good" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete for good" }).click();
  await expect(rows).toHaveCount(1);
  await expect(page.getByText("Its space is free again within a minute.")).toBeVisible();
  expect(await ada.pix.files.restore.mutate({ fileId: alps }).catch(codeOf)).toBe("file.not_found");
  await expect(page.getByRole("button", { name: "Restore market.txt" })).toBeFocused();

  await page.getByRole("button", { name: "Empty trash" }).click();
  await expect(page.getByText("1 file (200 bytes) will be deleted for good.")).toBeVisible();
  await page.getByRole("button", { name: "Delete 1 file" }).click();
  await expect(page.getByText("What you delete waits here for 30 days")).toBeVisible();
  expect((await ada.pix.files.list.query({ trash: true })).files).toEqual([]);
  await page.getByRole("link", { name: "Back to my files" }).click();
  await expect.poll(() => shownNames(page)).toEqual(["zebra.txt", "Beach.jpg"]);
});

test("a renamed file is at its new place in the list, in the viewer, in the search and among the links", async ({
  page,
  stack,
}) => {
  const ada = await newAccount(stack.origin);
  await fill(ada);
  const { files } = await ada.pix.files.list.query({ q: "zebra" });
  const zebra = files[0]?.fileId ?? "";
  await ada.pix.shares.create.mutate({ fileId: zebra });
  await signIn(page.request, ada);
  await page.goto("/files?sort=name");
  const link = page.getByRole("link", { name: "zebra.txt" });
  const dialog = page.getByRole("dialog", { name: "Rename" });
  const name = dialog.getByLabel("Name");

  await test.step("by its key, with what is before the extension selected", async () => {
    await link.focus();
    await page.keyboard.press("F2");
    await expect(name).toBeFocused();
    await page.keyboard.type("aa/b");
    await page.keyboard.press("Enter");
    await expect(dialog.getByText("A file name must not contain slashes.")).toBeVisible();
    await expect(name).toBeFocused();
    await name.fill("Aardvark.txt");
    await page.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect
      .poll(() => shownNames(page))
      .toEqual(["Aardvark.txt", "Alps beach.txt", "Beach.jpg", "market.txt"]);
    await expect(page.getByRole("link", { name: "Aardvark.txt" })).toBeFocused();
    expect((await ada.pix.files.get.query({ fileId: zebra })).fileName).toBe("Aardvark.txt");
  });

  await test.step("from its menu; a search that no longer finds it lets it go", async () => {
    await page.goto("/files?q=aard");
    await page.getByRole("link", { name: "Aardvark.txt" }).hover();
    await page.getByRole("button", { name: "Actions for Aardvark.txt" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await expect(name).toBeFocused();
    await page.keyboard.type("Lion");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Nothing found for “aard”.")).toBeVisible();
    await page.getByRole("searchbox", { name: "Search files" }).fill("lion");
    await expect.poll(() => shownNames(page)).toEqual(["Lion.txt"]);
  });

  await test.step("in the viewer, which stays on it", async () => {
    await page.getByRole("link", { name: "Lion.txt" }).click();
    await page.getByRole("button", { name: "Information" }).click();
    await page.getByRole("button", { name: "Rename" }).click();
    await expect(name).toBeFocused();
    await page.keyboard.type("Tiger");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Tiger.txt" })).toBeVisible();
    await expect(page.getByRole("complementary", { name: "Information" })).toContainText("Tiger.txt");
    await expect(page.getByRole("button", { name: "Rename" })).toBeFocused();
  });

  await page.goto("/links");
  await expect(page.getByRole("list", { name: "My links" })).toContainText("Tiger.txt");
});

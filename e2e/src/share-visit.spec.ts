import { readFile } from "node:fs/promises";
import { landscape } from "@cloudpix/tooling/pictures";
import { type Account, newAccount } from "./account.ts";
import { expect, test } from "./stack.ts";

let ada: Account;
let fileId: string;
// One account for all tests of this file.
test.beforeAll(async ({ stack }) => {
  ada = await newAccount(stack.origin);
  ({ fileId } = await ada.pix.upload(new Uint8Array(1_000).fill(65), { fileName: "notes.txt" }));
});

const newLink = async (asked: { password?: string } = {}) => {
  const { linkId, shareUrl } = await ada.pix.shares.create.mutate({ fileId, ...asked });
  const visits = async () => {
    const { shareLinks } = await ada.pix.shares.listByFile.query({ fileId });
    return shareLinks.find((link) => link.linkId === linkId)?.accessCount;
  };
  return { shareUrl, linkId, visits };
};

const chatBrowser = "Mozilla/5.0 (compatible; Chatbot/1.0; +https://chat.example.com)";

test("a fetcher of cards gets the card; a person whose browser is called like one has a way in", async ({
  browser,
}) => {
  const { shareUrl, visits } = await newLink();
  const context = await browser.newContext({ userAgent: chatBrowser });
  const page = await context.newPage();
  await page.goto(shareUrl);
  await expect(page.getByText("Shared with CloudPix.")).toBeVisible();
  expect((await context.request.get(`${shareUrl}/file`)).status()).toBe(401);
  expect(await visits()).toBe(0);

  await page.getByRole("link", { name: "Open the file" }).click();
  await expect(page.getByRole("link", { name: "Download" })).toBeVisible();
  expect((await context.request.get(`${shareUrl}/file`)).status()).toBe(200);
  expect(await visits()).toBe(1);
  await context.close();
});

test("a locked link opens by its form without scripts, shows the file and gives its bytes; the count is one", async ({
  browser,
}) => {
  const { shareUrl, visits } = await newLink({ password: "open sesame" });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  expect((await page.goto(shareUrl))?.status()).toBe(403);
  await expect(page.getByRole("heading", { name: "This link asks for a password" })).toBeVisible();
  expect(await page.content()).not.toContain("notes.txt");

  const submit = async (password: string) => {
    await page.getByLabel("Password").fill(password);
    const [answer] = await Promise.all([
      page.waitForResponse(
        (response) => response.request().isNavigationRequest() && ![303, 307].includes(response.status()),
      ),
      page.getByRole("button", { name: "Open" }).click(),
    ]);
    return answer;
  };
  const refused = await submit("open sesam");
  expect(refused.status()).toBe(403);
  await expect(page.getByText("This is not the password of this link.")).toBeVisible();
  expect((await context.request.get(`${shareUrl}/file`)).status()).toBe(401);
  expect(await visits()).toBe(0);

  expect((await submit("open sesame")).status()).toBe(200);
  await expect(page.getByRole("heading", { name: "notes.txt" })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("notes.txt");
  expect(await readFile(await download.path())).toEqual(Buffer.alloc(1_000, 65));
  await page.reload();
  await expect(page.getByRole("heading", { name: "notes.txt" })).toBeVisible();
  expect(await visits()).toBe(1);
  await context.close();
});

test("a locked link tells nothing before it is opened, neither to programs nor to fetchers of cards", async ({
  browser,
  request,
}) => {
  const { shareUrl, visits } = await newLink({ password: "open sesame" });
  const answer = await request.get(shareUrl);
  expect(answer.status()).toBe(403);
  expect(answer.headers()["referrer-policy"]).toBe("no-referrer");
  expect(answer.headers()["x-robots-tag"]).toContain("noindex");
  const context = await browser.newContext({ userAgent: chatBrowser });
  const card = await context.request.get(shareUrl);
  expect(card.status()).toBe(200);
  for (const told of [await answer.text(), await card.text()]) {
    expect(told).not.toContain("notes.txt");
    expect(told).not.toContain(fileId);
  }
  expect((await request.get(`${shareUrl}/og.jpg`)).status()).toBe(404);
  for (const asset of ["thumb", "medium", "preview", "file"])
    expect((await request.get(`${shareUrl}/${asset}`)).status()).toBe(401);

  // Who is called like a bot gets in all the same, by the form behind the card.
  const page = await context.newPage();
  await page.goto(shareUrl);
  await page.getByRole("link", { name: "Open the file" }).click();
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.getByText("This is not the password of this link.")).toBeVisible();
  await page.getByLabel("Password").fill("open sesame");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("heading", { name: "notes.txt" })).toBeVisible();
  expect(await visits()).toBe(1);
  await context.close();
});

test("another password ends a visit that runs, on the page and for the bytes", async ({ request }) => {
  const { shareUrl, linkId } = await newLink();
  expect((await request.get(shareUrl)).status()).toBe(200);
  expect((await request.get(`${shareUrl}/file`)).status()).toBe(200);
  await ada.pix.shares.update.mutate({ linkId, password: "open sesame" });
  expect((await request.get(`${shareUrl}/file`)).status()).toBe(401);
  expect((await request.get(shareUrl)).status()).toBe(403);
});

test("an old visit in the address does not hide the running one: nothing is counted again", async ({
  request,
}) => {
  const { shareUrl, visits } = await newLink();
  expect((await request.get(shareUrl)).status()).toBe(200);
  for (const path of ["", "/file"])
    expect((await request.get(`${shareUrl}${path}?v=an-old-one`)).status()).toBe(200);
  expect(await visits()).toBe(1);
});

for (const javaScriptEnabled of [true, false])
  test(`the address of an opened link carries no visit that could be handed on, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    browser,
  }) => {
    const { shareUrl, visits } = await newLink();
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(shareUrl);
    await expect(page.getByRole("heading", { name: "notes.txt" })).toBeVisible();
    expect(page.url()).toBe(shareUrl);
    await page.reload();
    await expect(page.getByRole("heading", { name: "notes.txt" })).toBeVisible();
    expect(await visits()).toBe(1);
    await context.close();

    const receiver = await browser.newContext({ javaScriptEnabled });
    await (await receiver.newPage()).goto(page.url());
    expect(await visits()).toBe(2);
    await receiver.close();
  });

test("without cookies a visit goes on by its address, the last one too, and counts once", async ({
  browser,
}) => {
  const { shareUrl, linkId, visits } = await newLink();
  await ada.pix.shares.update.mutate({ linkId, maxAccessCount: 1 });
  // Follows redirects and keeps no cookie.
  const answer = await fetch(shareUrl);
  expect(answer.status).toBe(200);
  expect(new URL(answer.url).searchParams.get("v")).not.toBeNull();
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(answer.url);
    await page.reload();
    expect(page.url()).toBe(answer.url);
    const file = await page.getByRole("link", { name: "Download" }).getAttribute("href");
    expect((await fetch(new URL(file ?? "", shareUrl))).status).toBe(200);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  }
  expect(await visits()).toBe(1);
});

test("a browser that guesses ahead is not sent in circles, and counts nothing", async ({ request }) => {
  const { shareUrl, visits } = await newLink();
  const answer = await request.get(shareUrl, { headers: { "sec-purpose": "prefetch" } });
  expect(answer.status()).toBe(204);
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect(await visits()).toBe(0);
});

test("an address says no failure of ours: only what a visitor can cause is believed, and only without a visit", async ({
  request,
}) => {
  const { shareUrl, visits } = await newLink();
  for (const refusal of ["internal", "dependency.unavailable", "share.revoked", "nonsense"]) {
    const answer = await request.get(`${shareUrl}?refusal=${refusal}`, { maxRedirects: 0 });
    expect([answer.status(), answer.headers()["location"]]).toEqual([
      307,
      `${new URL(shareUrl).pathname}/enter`,
    ]);
  }
  const tooOften = await request.get(`${shareUrl}?refusal=rate.limited`, { maxRedirects: 0 });
  expect(tooOften.status()).toBe(429);
  expect(Number(tooOften.headers()["retry-after"])).toBeGreaterThan(0);
  expect(await visits()).toBe(0);
  expect((await request.get(shareUrl)).status()).toBe(200);
  const inVisit = await request.get(`${shareUrl}?refusal=rate.limited`);
  expect([inVisit.status(), await visits()]).toEqual([200, 1]);
});

test("a range to the end of numbers, and a version named among others, are answered as HTTP says", async ({
  request,
}) => {
  const { shareUrl } = await newLink();
  await request.get(shareUrl);
  const file = (headers: Record<string, string>) => request.get(`${shareUrl}/file`, { headers });
  const whole = await file({});
  const part = await file({ range: "bytes=990-99999999999999999999999" });
  expect(part.status()).toBe(206);
  expect(await part.body()).toHaveLength(10);
  expect((await file({ range: "bytes=99999999999999999999999-" })).status()).toBe(416);
  const etag = whole.headers()["etag"] ?? "";
  for (const known of [`W/${etag}`, `"other", ${etag}`, "*"])
    expect((await file({ "if-none-match": known })).status()).toBe(304);
});

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test(`a high picture, its words and its download fit a window of ${viewport.width} × ${viewport.height}`, async ({
    browser,
  }) => {
    const picture = await landscape({ width: 900, height: 1600, seed: 3 });
    const { fileId: pictureId } = await ada.pix.upload(picture, { fileName: "tower.jpg" });
    const { shareUrl } = await ada.pix.shares.create.mutate({ fileId: pictureId, maxAccessCount: 1 });
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    await page.goto(shareUrl);
    await expect(page.getByText("This link does not open again.")).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("link", { name: "Download" })).toBeInViewport({ ratio: 1 });
    expect((await page.getByRole("img", { name: "tower.jpg" }).boundingBox())?.height).toBeGreaterThan(400);
    await context.close();
  });
}

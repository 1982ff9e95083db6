import { expect, test } from "./stack.ts";

test("the page to try the API out shows every operation, sends a request, and asks nobody else for anything", async ({
  page,
  request,
  stack,
}) => {
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on("request", (asked) => {
    const { origin, protocol } = new URL(asked.url());
    if (protocol !== "data:" && origin !== stack.origin) elsewhere.push(asked.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));

  const { paths }: { paths: Record<string, Record<string, { summary: string }>> } = await (
    await request.get("/api/openapi.json")
  ).json();
  await page.goto("/api/docs");
  for (const operations of Object.values(paths)) {
    for (const { summary } of Object.values(operations))
      await expect(page.getByRole("link", { name: summary }).first()).toBeVisible();
  }

  await page.getByRole("link", { name: "Whether the process lives" }).first().click();
  await page.getByRole("button", { name: "Test Request (get /health)" }).click();
  const answered = page.waitForResponse((response) => response.url() === `${stack.origin}/api/health`);
  await page.getByRole("dialog").getByRole("button", { name: "Send Request" }).click();
  expect((await answered).status()).toBe(200);
  await expect(page.getByRole("dialog").getByText("CloudPix API").first()).toBeVisible();

  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});

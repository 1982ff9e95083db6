import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack } from "@cloudpix/tooling/stack";
import { expect, test } from "@playwright/test";

test("with hot reload the pages work, and the framework writes no line of its own about who asked for what", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const lines: string[] = [];
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-dev-"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const stack = await startStack({
    mode: "dev",
    env: { PORT: "0", DATA_DIR: folder, RATE_LIMITS: "off", LOG_LEVEL: "info" },
    onOutput: (_part, line) => lines.push(line),
  });
  cleanup.defer(() => stack.stop());

  const linkId = "A".repeat(22);
  expect((await page.goto(`${stack.origin}/s/${linkId}`))?.status()).toBe(404);
  await page.goto(`${stack.origin}/sign-in?email=ada%40example.com`);
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.waitForURL("**/register**");
  await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();

  const text = () => lines.join("\n");
  await expect.poll(text).toContain('"route":"/s/:linkId"');
  await expect.poll(text).toContain('"route":"/sign-in"');
  expect(text()).not.toContain(linkId);
  expect(text()).not.toMatch(/ada(?:@|%40)example/);
});

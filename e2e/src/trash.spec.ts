import { landscape } from "@cloudpix/tooling/pictures";
import { newAccount } from "./account.ts";
import { codeOf } from "./code-of.ts";
import { signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

test("a deleted file is gone at once and comes back by Undo", async ({ page, stack }) => {
  const account = await newAccount(stack.origin);
  const bytes = await landscape({ width: 800, height: 600, seed: 4 });
  const { fileId } = await account.pix.upload(bytes, { fileName: "beach.jpg" });
  await signIn(page.request, account);
  await page.goto("/files");
  await page.getByRole("link", { name: "beach.jpg" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Moved to the trash")).toBeVisible();
  expect(await account.pix.files.get.query({ fileId }).catch(codeOf)).toBe("file.not_found");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(() => account.pix.files.get.query({ fileId }).catch(codeOf))
    .toMatchObject({ status: "active" });
  await page.goto("/files");
  await expect(page.getByRole("link", { name: "beach.jpg" })).toBeVisible();
});

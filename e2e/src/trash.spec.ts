import { landscape } from "@cloudpix/tooling/pictures";
import { newAccount } from "./account.ts";
import { codeOf } from "./code-of.ts";
import { signIn } from "./session.ts";
import { expect, test } from "./stack.ts";

test("a full trash is emptied many files at a time, says how far it is, and stops when it is told to", async ({
  page,
  stack,
}) => {
  test.slow();
  const { pix, ...account } = await newAccount(stack.origin);
  const fileIds: string[] = [];
  for (let begin = 0; begin < 100; begin += 10)
    for (const { fileId } of await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        pix.upload(new Uint8Array([begin, index]), { fileName: `note-${begin + index}.bin` }),
      ),
    ))
      fileIds.push(fileId);
  for (const fileId of fileIds) await pix.files.delete.mutate({ fileId });
  await signIn(page.request, account);
  await page.goto("/trash");

  const sent: number[] = [];
  let holdFrom = 2;
  let goOn = () => {};
  await page.route(/\/api\/trpc\/files\.purge/, async (route) => {
    sent.push(Object.keys(route.request().postDataJSON()).length);
    if (sent.length >= holdFrom) await new Promise<void>((resolve) => (goOn = resolve));
    await route.continue();
  });
  await page.getByRole("button", { name: "Empty trash" }).click();
  await page.getByRole("button", { name: "Delete 100 files" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question.getByText("Deleted 20 of 100")).toBeVisible();
  await expect.poll(() => sent).toEqual([20, 20]);
  await question.getByRole("button", { name: "Stop" }).click();
  await expect(question).toHaveCount(0);
  goOn();
  await expect(page.getByText("40 files deleted for good")).toBeVisible();
  expect((await pix.files.list.query({ trash: true, limit: 100 })).files).toHaveLength(60);

  holdFrom = Number.POSITIVE_INFINITY;
  await page.getByRole("button", { name: "Empty trash" }).click();
  await page.getByRole("button", { name: "Delete 60 files" }).click();
  await expect(page.getByRole("main").getByText("The trash is empty")).toBeVisible();
  expect(sent).toEqual([20, 20, 20, 20, 20]);
});

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

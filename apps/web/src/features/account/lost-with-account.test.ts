import { expect, test } from "vitest";
import { lostWithAccount } from "./lost-with-account.ts";

test("what is lost is counted, with what is in the trash, and never called nothing before it is known", () => {
  const usage = { files: { fileCount: 2, bytes: 2_048 }, trash: { fileCount: 1, bytes: 1_024 } };
  expect(lostWithAccount(usage)[0]).toBe("3 files (3 KB), those in the trash among them");
  expect(lostWithAccount(undefined)[0]).toBe("All your files, also those in the trash");
});

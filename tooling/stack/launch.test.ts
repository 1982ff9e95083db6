import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { launch } from "./launch.ts";

const fixture = fileURLToPath(new URL("./fixtures/parent-of-answering-child.ts", import.meta.url));

test("what a part starts itself is not on the leash: it lives long enough to answer", async () => {
  const lines: string[] = [];
  const { ended } = await launch({
    args: [fixture],
    cwd: import.meta.dirname,
    env: process.env,
    onLine: (line) => lines.push(line),
  });
  expect(await ended).toMatchObject({ how: "with code 0" });
  expect(lines).toEqual(["heard you"]);
});

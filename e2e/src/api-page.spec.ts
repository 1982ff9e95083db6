import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { landscape } from "@cloudpix/tooling/pictures";
import { expect, test } from "./stack.ts";

const run = promisify(execFile);
const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const page = await read("docs/api.md");

/** Each command of the page with the answer that is printed below it, if any. */
const examples = [...page.matchAll(/```sh\n(.+?)```(?:\n```json\n(.+?)```)?/gs)].map(
  ([, command = "", answer]) => ({ command, answer }),
);

/** What is printed must be there, of the same type; in lists the one printed item stands for any of them. */
const expectShape = (told: unknown, printed: unknown, where: string): void => {
  if (Array.isArray(printed)) {
    expect(Array.isArray(told), where).toBe(true);
    if (printed.length > 0) expectShape(Array.isArray(told) ? told[0] : undefined, printed[0], `${where}[0]`);
    return;
  }
  if (printed === null || typeof printed !== "object") {
    expect(told === null ? "null" : typeof told, where).toBe(printed === null ? "null" : typeof printed);
    return;
  }
  for (const [name, value] of Object.entries(printed)) {
    const found: unknown = told !== null && typeof told === "object" ? Reflect.get(told, name) : undefined;
    expectShape(found, value, `${where}.${name}`);
  }
};

const find = (value: unknown, name: string): string | undefined => {
  if (value === null || typeof value !== "object") return undefined;
  const found: unknown = Reflect.get(value, name);
  return typeof found === "string" ? found : undefined;
};

test("every example of docs/api.md does what the page says", async ({ stack }) => {
  expect(examples.length).toBeGreaterThan(15);
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-api-page-"));
  try {
    await writeFile(join(folder, "photo.jpg"), await landscape({ width: 800, height: 600, seed: 7 }));
    const variables: Record<string, string> = { CLOUDPIX: stack.localOrigin };
    // One stack serves many tests: the page's reader is nobody else's.
    const email = `${randomUUID()}@example.com`;
    for (const { command: printed, answer } of examples) {
      const command = printed.replaceAll("ada@example.com", email);
      const { stdout } = await run("bash", ["-euo", "pipefail", "-c", command], {
        cwd: folder,
        env: { PATH: process.env["PATH"] ?? "", ...variables },
      });
      const told: unknown = JSON.parse(stdout);
      const isError = answer?.includes('"code"') ?? false;
      expect(find(told, "code"), command).toBe(isError ? find(JSON.parse(answer ?? ""), "code") : undefined);
      if (answer !== undefined) expectShape(told, JSON.parse(answer), command);
      const [token, file, link] = ["token", "fileId", "linkId"].map((name) => find(told, name));
      if (token) variables["TOKEN"] = token;
      if (file && !link) variables["FILE"] = file;
      if (link) variables[command.includes("password") ? "LOCKED" : "LINK"] = link;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("the README's walk with curl goes as it says", async ({ stack }) => {
  const [, walk = ""] = /## With curl[\s\S]+?```sh\n([\s\S]+?)```/.exec(await read("README.md")) ?? [];
  expect(walk).toContain("http://localhost:3000");
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-readme-"));
  try {
    await writeFile(join(folder, "photo.jpg"), await landscape({ width: 800, height: 600, seed: 8 }));
    const command = walk.replaceAll("http://localhost:3000", stack.localOrigin);
    const { stdout } = await run("bash", ["-euo", "pipefail", "-c", command], { cwd: folder });
    expect(stdout.trim().split("\n")).toEqual([
      "ready",
      "identical",
      "The link was switched off.",
      "share.revoked",
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

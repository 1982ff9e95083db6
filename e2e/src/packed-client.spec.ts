import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createCloudPix } from "@cloudpix/client";
import { landscape } from "@cloudpix/tooling/pictures";
import { newAccount } from "./account.ts";
import { bundleForBrowsers } from "./packed-client/bundle-for-browsers.ts";
import { type FreshProject, freshProject } from "./packed-client/fresh-project.ts";
import { readmePrograms } from "./packed-client/readme-programs.ts";
import { typeCheck, ways } from "./packed-client/type-check.ts";
import { preamble, wrongCalls } from "./packed-client/wrong-calls.ts";
import { expect, test } from "./stack.ts";

test.describe.configure({ mode: "serial" });

let project: FreshProject;
const ada = { email: "ada@example.com", password: "correct horse battery" };

test.beforeAll("the client is built, packed and installed in a fresh project", async ({ stack }) => {
  test.setTimeout(240_000);
  project = await freshProject();
  const programs = join(import.meta.dirname, "packed-client", "programs");
  const readme = await readmePrograms(stack.origin);
  await project.write({
    "node-program.ts": await readFile(join(programs, "node-program.ts"), "utf8"),
    "browser-program.ts": await readFile(join(programs, "browser-program.ts"), "utf8"),
    "right-calls.ts": await readFile(join(programs, "right-calls.ts"), "utf8"),
    "readme.ts": readme.node,
    "readme-browser.ts": readme.browser,
    "wrong-calls.ts": [preamble, ...wrongCalls.map(({ line }) => `${line}\n`)].join(""),
  });
});
test.afterAll(() => project.remove());

test("the package brings along what it imports, and nothing of this workspace", async () => {
  const packed = join(project.folder, "node_modules", "@cloudpix", "client");
  const manifest = JSON.parse(await readFile(join(packed, "package.json"), "utf8"));
  expect(Object.keys(manifest.dependencies).sort()).toEqual(["@trpc/client", "@trpc/server", "hash-wasm"]);
  for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(manifest.exports["."]).toEqual({ types: "./dist/index.d.ts", default: "./dist/index.js" });
  const imported = new Set<string>();
  for (const file of ["index.d.ts", "index.js", "open-path.js", "open-path.node.js"]) {
    const text = await readFile(join(packed, "dist", file), "utf8");
    for (const [, name = ""] of text.matchAll(/\b(?:from|import\()\s*["']([^"']+)["']/g)) imported.add(name);
  }
  expect([...imported].filter((name) => !name.startsWith("node:")).sort()).toEqual([
    "#open-path",
    "@trpc/client",
    "@trpc/server",
    "hash-wasm",
  ]);
});

for (const way of ways) {
  test(`right programs compile, wrong calls do not: TypeScript ${way.compiler}, for ${way.resolved}`, async () => {
    const programs = way.resolved.startsWith("Node")
      ? ["node-program.ts", "readme.ts"]
      : ["browser-program.ts", "readme-browser.ts"];
    const complaints = await typeCheck(project, way, [...programs, "right-calls.ts", "wrong-calls.ts"]);
    const first = preamble.split("\n").length;
    const expected = wrongCalls.map(({ complaint }, index) => ({ line: first + index, complaint }));
    expect(new Set(complaints.map(({ file, line }) => `${file}:${line}`))).toEqual(
      new Set(expected.map(({ line }) => `wrong-calls.ts:${line}`)),
    );
    for (const { line, complaint } of expected) {
      const told = complaints.filter((one) => one.line === line).map(({ text }) => text);
      expect(told.join("\n")).toMatch(complaint);
    }
  });
}

test("a program in Node uploads a file by its path and as a stream, shares it, opens it as a stranger and is refused in types", async ({
  stack,
}) => {
  // Three blocks.
  const path = join(project.folder, "café at the beach.bin");
  await writeFile(path, Buffer.alloc(20 * 1024 ** 2, "cloudpix"));
  const program = join("out", "node-program.js");
  const { code, output } = await project.run(process.execPath, [
    program,
    stack.origin,
    path,
    `${randomUUID()}@example.com`,
  ]);
  expect(code, output).toBe(0);
  const seen = JSON.parse(output);
  expect(seen).toMatchObject({
    status: "active",
    fileName: "café at the beach.bin",
    listed: true,
    identical: true,
    streamed: { fileName: "café at the beach.bin", fileSize: 20 * 1024 ** 2, sentBytes: 20 * 1024 ** 2 },
    unmeasured: { fileName: "upload", fileSize: 11 },
    refusal: { code: "share.used_up", status: 410, hasRequestId: true },
  });
  expect(seen.progress.at(0)).toBe(0);
  expect(seen.progress.at(-1)).toBe(20 * 1024 ** 2);
  expect(seen.progress).toHaveLength(4);
});

test("every example of the README runs", async ({ stack }) => {
  const { token } = await createCloudPix({ url: stack.origin }).auth.register.mutate(ada);
  await writeFile(join(project.folder, "photo.jpg"), await landscape({ width: 800, height: 600, seed: 9 }));
  const { code, output } = await project.run(process.execPath, [join("out", "readme.js")], {
    CLOUDPIX_TOKEN: token,
  });
  expect(code, output).toBe(0);
  expect(output).toContain(`${stack.origin}/s/`);
  expect(output).toMatch(/^share\.revoked 410 This link was switched off by its owner\.$/m);
  expect(output).toMatch(/^\d files$/m);
});

test("a bundle for browsers holds nothing of Node, and uploads a page's own file", async ({
  page,
  stack,
}) => {
  const { code, modules } = await bundleForBrowsers(join(project.folder, "browser-program.ts"));
  expect(code).not.toMatch(/["'`]node:/);
  expect(modules.some((id) => id.endsWith("/open-path.js"))).toBe(true);
  expect(modules.some((id) => id.endsWith("/open-path.node.js"))).toBe(false);

  const { token, pix } = await newAccount(stack.origin);
  await page.goto("/sign-in");
  const seen = await page.evaluate(
    `${code}; fresh.uploadFromPage(${JSON.stringify(stack.origin)}, "${token}")`,
  );
  expect(seen).toMatchObject({ status: "active", missing: 404 });
  expect(seen).toMatchObject({
    byPath: expect.stringMatching(/TypeError: A path can be uploaded in Node only/),
  });
  expect((await pix.files.list.query()).files).toMatchObject([{ fileName: "page.txt", fileSize: 11 }]);
});

test("the README's example for browsers uploads every file its input is given", async ({ page, stack }) => {
  const { code } = await bundleForBrowsers(join(project.folder, "readme-browser.ts"));
  const { token, pix } = await newAccount(stack.origin);
  // A page of this origin, for storage answers no other, that no script of ours makes anything of.
  await page.route("**/*.js*", (route) => route.abort());
  await page.goto("/sign-in");
  await page.evaluate((text) => {
    sessionStorage.setItem("token", text);
    document.body.innerHTML = '<input type="file" multiple>';
  }, token);
  await page.evaluate(code);
  const files = ["one", "two"].map((text) => {
    return { name: `${text}.txt`, mimeType: "text/plain", buffer: Buffer.from(text) };
  });
  await page.locator("input").setInputFiles(files);
  await expect
    .poll(async () => (await pix.files.list.query()).files.map(({ fileName, status }) => [fileName, status]))
    .toEqual([
      ["two.txt", "active"],
      ["one.txt", "active"],
    ]);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCloudPix } from "@cloudpix/client";
import { findChromium } from "@cloudpix/tooling/browser";
import { landscape } from "@cloudpix/tooling/pictures";
import { startStack } from "@cloudpix/tooling/stack";
import { chromium } from "@playwright/test";

// Takes docs/images/gallery.png from the running system: `pnpm picture` after a change that is seen.

const ada = { email: "ada@example.com", password: "correct horse battery" };
const shapes = [
  [1600, 1067],
  [1067, 1600],
  [1600, 1200],
  [1800, 900],
  [1200, 1200],
  [1600, 1067],
  [1067, 1400],
] as const;

const folder = await mkdtemp(join(tmpdir(), "cloudpix-picture-"));
const stack = await startStack({ env: { PORT: "0", DATA_DIR: folder, LOG_LEVEL: "warn" } });
const browser = await chromium.launch({ executablePath: await findChromium(), args: ["--no-sandbox"] });
try {
  const { token } = await createCloudPix({ url: stack.origin }).auth.register.mutate({
    ...ada,
    name: "Ada Lovelace",
  });
  const pix = createCloudPix({ url: stack.origin, token });
  for (let seed = 0; seed < 16; seed += 1) {
    const [width, height] = shapes[seed % shapes.length] ?? shapes[0];
    await pix.upload(await landscape({ width, height, seed }), { fileName: `Evening ${seed + 1}.jpg` });
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 });
  await page.goto(`${stack.origin}/sign-in`);
  await page.getByLabel("E-mail").fill(ada.email);
  await page.getByLabel("Password").fill(ada.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/files");
  await page.waitForFunction(
    (count) => {
      const pictures = [...document.querySelectorAll("main img")].filter(
        (img) => img instanceof HTMLImageElement,
      );
      const drawn = pictures.every(
        (img) => img.complete && img.naturalWidth > 0 && getComputedStyle(img).opacity === "1",
      );
      return pictures.length >= count && drawn;
    },
    10,
    { timeout: 60_000 },
  );
  await page.screenshot({
    path: join(import.meta.dirname, "../../docs/images/gallery.png"),
    animations: "disabled",
  });
} finally {
  await browser.close();
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
}

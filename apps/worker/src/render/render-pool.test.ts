import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { thumbHashToAverageRGBA } from "thumbhash";
import { afterAll, describe, expect, test } from "vitest";
import type { DrawnPicture } from "./drawn.ts";
import { refusals } from "./refusal.ts";
import { createRenderPool } from "./render-pool.ts";
import { animatedGif, photo, pngBomb, turnedPicture } from "./sample-pictures.ts";

const pool = createRenderPool({ size: 2 });
afterAll(() => pool.close());

const drawn = async (bytes: Uint8Array): Promise<DrawnPicture> => {
  const answer = await pool.drawPicture(bytes);
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.drawn;
};

const rendition = (picture: DrawnPicture, name: string) => {
  const found = picture.renditions.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

const pixelAt = async (bytes: Uint8Array, left: number, top: number) => {
  const pixel = await sharp(bytes).extract({ left, top, width: 1, height: 1 }).raw().toBuffer();
  return [...pixel];
};

describe("renditions", () => {
  test("a photo gets a preview of 1440, a medium of 640 and a thumb of 320 pixels in the documented formats", async () => {
    const picture = await drawn(await (await photo(4000, 3000)).jpeg({ quality: 90 }).toBuffer());
    expect(picture).toMatchObject({ width: 4000, height: 3000, damage: null });
    const facts = picture.renditions.map(({ bytes: _, ...rest }) => rest);
    expect(facts).toEqual([
      { name: "preview", contentType: "image/jpeg", width: 1440, height: 1080 },
      { name: "medium", contentType: "image/webp", width: 640, height: 480 },
      { name: "thumb", contentType: "image/webp", width: 320, height: 240 },
    ]);
    for (const { bytes, contentType, width, height } of picture.renditions) {
      const { format, ...size } = await sharp(bytes).metadata();
      expect({ format, width: size.width, height: size.height }).toEqual({
        format: contentType.split("/")[1],
        width,
        height,
      });
    }
  });

  test.each(["jpeg", "png", "webp", "gif", "avif", "tiff"] as const)(
    "a %s picture is drawn",
    async (format) => {
      const picture = await drawn(await (await photo(300, 200)).toFormat(format).toBuffer());
      expect(picture).toMatchObject({ width: 300, height: 200, damage: null });
      expect(picture.renditions).toHaveLength(3);
    },
  );

  test("a small picture is never enlarged, down to a single pixel", async () => {
    for (const [width, height] of [
      [100, 50],
      [1, 1],
      [3, 2000],
    ] as const) {
      const picture = await drawn(await (await photo(width, height)).png().toBuffer());
      expect(picture).toMatchObject({ width, height });
      for (const one of picture.renditions) {
        expect(one.width).toBeLessThanOrEqual(width);
        expect(one.height).toBeLessThanOrEqual(height);
      }
    }
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("EXIF orientation %i comes out upright", async (orientation) => {
    const picture = await drawn(await turnedPicture(orientation));
    expect(picture).toMatchObject({ width: 400, height: 300 });
    for (const { bytes, width, height } of picture.renditions) {
      expect(width / height).toBeCloseTo(4 / 3, 1);
      const [leftRed = 0] = await pixelAt(bytes, Math.floor(width / 4), Math.floor(height / 2));
      const [, , rightBlue = 0] = await pixelAt(bytes, Math.floor((width * 3) / 4), Math.floor(height / 2));
      expect(leftRed).toBeGreaterThan(200);
      expect(rightBlue).toBeGreaterThan(200);
    }
  });

  test("transparency survives in every rendition", async () => {
    const half = { r: 255, g: 0, b: 0, alpha: 0 };
    const bytes = await sharp({ create: { width: 800, height: 800, channels: 4, background: half } })
      .png()
      .toBuffer();
    const picture = await drawn(bytes);
    for (const one of picture.renditions) {
      expect(one.contentType).toBe("image/webp");
      const [, , , alpha] = await pixelAt(one.bytes, 10, 10);
      expect(alpha).toBe(0);
    }
  });

  test("a Display-P3 preview keeps its small profile; the small renditions are converted to sRGB", async () => {
    const red = { r: 255, g: 0, b: 0 };
    const flat = sharp({ create: { width: 1600, height: 1200, channels: 3, background: red } });
    const picture = await drawn(await flat.withIccProfile("p3").jpeg({ quality: 95 }).toBuffer());
    const preview = await sharp(rendition(picture, "preview").bytes).metadata();
    expect(preview.icc?.length).toBeGreaterThan(100);
    expect(preview.icc?.length).toBeLessThan(4096);
    for (const name of ["medium", "thumb"]) {
      const { bytes } = rendition(picture, name);
      expect((await sharp(bytes).metadata()).icc).toBeUndefined();
      const [r = 0, g = 255] = await pixelAt(bytes, 20, 20);
      expect(r).toBeGreaterThan(240);
      expect(g).toBeLessThan(20);
    }
  });

  test("place, camera and comments of the original are in no rendition", async () => {
    const bytes = await (await photo(800, 600))
      .withExif({ IFD0: { Make: "canary-camera" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
      .jpeg()
      .toBuffer();
    expect(bytes.includes("canary-camera")).toBe(true);
    const picture = await drawn(bytes);
    for (const one of picture.renditions) {
      expect((await sharp(one.bytes).metadata()).exif).toBeUndefined();
      expect(Buffer.from(one.bytes).includes("canary-camera")).toBe(false);
    }
  });

  test("the thumbhash carries the picture's average colour", async () => {
    const background = { r: 10, g: 200, b: 30 };
    const flat = await sharp({ create: { width: 900, height: 600, channels: 3, background } })
      .png()
      .toBuffer();
    const { r, g, b } = thumbHashToAverageRGBA(Buffer.from((await drawn(flat)).thumbhash, "base64"));
    expect(g * 255).toBeGreaterThan(150);
    expect(Math.max(r, b) * 255).toBeLessThan(80);
  });

  test("grey, 16-bit and CMYK pictures are drawn in colours a browser knows", async () => {
    const grey = await (await photo(500, 400)).greyscale().jpeg().toBuffer();
    const deep = await (await photo(500, 400)).toColourspace("rgb16").png().toBuffer();
    const print = await (await photo(500, 400)).toColourspace("cmyk").jpeg().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe("ushort");
    expect((await sharp(print).metadata()).space).toBe("cmyk");
    for (const bytes of [grey, deep, print]) {
      const picture = await drawn(bytes);
      const facts = await sharp(rendition(picture, "preview").bytes).metadata();
      expect(["srgb", "b-w"]).toContain(facts.space);
      expect(facts.depth).toBe("uchar");
      expect(picture.thumbhash).not.toBe("");
    }
  });
});

describe("the card for link previews", () => {
  test.each([
    [2000, 1500],
    [1500, 2000],
    [120, 80],
  ])("of a picture of %i × %i is 1200 × 630", async (width, height) => {
    const picture = await drawn(await (await photo(width, height)).jpeg().toBuffer());
    const answer = await pool.drawCard(rendition(picture, "preview").bytes);
    if ("refused" in answer) throw new Error(answer.refused);
    expect(answer.drawn).toMatchObject({ name: "og", contentType: "image/jpeg", width: 1200, height: 630 });
    expect(await sharp(answer.drawn.bytes).metadata()).toMatchObject({
      format: "jpeg",
      width: 1200,
      height: 630,
    });
  });

  test("of a transparent or grey picture is opaque and in colour", async () => {
    const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background: "#0000" } })
      .webp()
      .toBuffer();
    const grey = await (await photo(1300, 700)).greyscale().jpeg().toBuffer();
    for (const bytes of [clear, grey]) {
      const answer = await pool.drawCard(bytes);
      if ("refused" in answer) throw new Error(answer.refused);
      expect(await sharp(answer.drawn.bytes).metadata()).toMatchObject({
        channels: 3,
        width: 1200,
        height: 630,
      });
    }
  });
});

describe("hostile and broken files", () => {
  const refusal = async (bytes: Uint8Array) => {
    const answer = await pool.drawPicture(bytes);
    return "refused" in answer ? answer.refused : "drawn";
  };

  test.each([30_000, 16_000])("a PNG that claims %i² pixels is refused within a second", async (side) => {
    const bomb = pngBomb(side);
    const begun = performance.now();
    expect(await refusal(bomb)).toBe(refusals.pixels);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test("of a GIF with 10,000 frames the first is drawn within two seconds", async () => {
    const gif = await animatedGif(10_000);
    expect((await sharp(gif, { pages: 1 }).metadata()).pages).toBe(10_000);
    const begun = performance.now();
    expect(await drawn(gif)).toMatchObject({ width: 64, height: 64, damage: null });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test("a truncated JPEG keeps its picture and says that the file is damaged", async () => {
    const whole = await (await photo(1200, 900)).jpeg({ quality: 90 }).toBuffer();
    const picture = await drawn(whole.subarray(0, Math.floor(whole.length * 0.6)));
    expect(picture).toMatchObject({ width: 1200, height: 900, damage: refusals.incomplete });
    expect(picture.renditions).toHaveLength(3);
    expect(picture.damage).toMatch(/damaged/);
  });

  test("an SVG is never rendered, whatever it is called", async () => {
    const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script/></svg>`;
    expect(await refusal(Buffer.from(svg))).toBe(refusals.kind);
    expect(await pool.drawCard(Buffer.from(svg))).toEqual({ refused: refusals.unreadable });
  });

  test("HTML behind the first bytes of a JPEG is refused in words", async () => {
    const html = Buffer.from(`<!doctype html><script>alert(1)</script>${" ".repeat(5_000)}`);
    expect(await refusal(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), html]))).toBe(
      refusals.unreadable,
    );
  });

  test.each([
    ["text", Buffer.from("just some words")],
    ["nothing", Buffer.alloc(0)],
    ["a PDF", Buffer.from("%PDF-1.7\n%âãÏÓ\n")],
  ])("%s is refused as no picture", async (_, bytes) => {
    expect(await refusal(bytes)).toBe(refusals.kind);
  });
});

describe("the processes", () => {
  test("a render process that dies fails its own picture only, and the next picture is drawn", async () => {
    const own = createRenderPool({ size: 1 });
    const bytes = await (await photo(4000, 3000)).png({ compressionLevel: 1 }).toBuffer();
    const small = await (await photo(60, 40)).png().toBuffer();
    await own.drawPicture(small);
    const [victim = 0] = own.pids();
    const doomed = own.drawPicture(bytes);
    const next = own.drawPicture(small);
    process.kill(victim, "SIGKILL");
    await expect(doomed).rejects.toMatchObject({ code: "dependency.unavailable" });
    expect(await next).toMatchObject({ drawn: { width: 60, height: 40 } });
    expect(own.pids()).not.toContain(victim);
    own.close();
  });

  test.runIf(process.platform === "linux")(
    "a render process holds nothing of the worker's environment",
    async () => {
      await drawn(await (await photo(60, 40)).png().toBuffer());
      for (const pid of pool.pids()) {
        const environment = (await readFile(`/proc/${pid}/environ`, "utf8")).split("\0").filter(Boolean);
        const names = environment.map((pair) => pair.split("=", 1)[0]).toSorted();
        expect(names).toEqual(["MALLOC_ARENA_MAX", "NODE_CHANNEL_FD", "NODE_CHANNEL_SERIALIZATION_MODE"]);
      }
      expect(pool.pids().length).toBeGreaterThan(0);
    },
  );

  test("a decode that outlasts the wall limit is killed", async () => {
    const own = createRenderPool({ size: 1, wallMs: 1 });
    const bytes = await (await photo(2000, 1500)).jpeg().toBuffer();
    await expect(own.drawPicture(bytes)).rejects.toMatchObject({ code: "dependency.unavailable" });
    expect(own.pids()).toEqual([]);
    own.close();
  });

  test("a closed pool fails what is under way and what waits, and leaves no process", async () => {
    const own = createRenderPool({ size: 1 });
    const bytes = await (await photo(2000, 1500)).jpeg().toBuffer();
    const answers = Promise.allSettled([own.drawPicture(bytes), own.drawPicture(bytes)]);
    own.close();
    expect((await answers).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(own.pids()).toEqual([]);
    await expect(own.drawPicture(bytes)).rejects.toMatchObject({ code: "dependency.unavailable" });
  });
});

import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

// Repeatable noise: a picture that fails a test must be the same picture in the next run.
const randomBytes = (length: number, seed = 1): Buffer => {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
};

/** Soft shapes with sensor noise over them: compresses about like a photograph, unlike flat colour. */
export const photo = async (width: number, height: number): Promise<Sharp> => {
  const [w, h] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  const shapes = await sharp(randomBytes(w * h * 3), { raw: { width: w, height: h, channels: 3 } })
    .resize(width, height, { kernel: "cubic", fit: "fill" })
    .raw()
    .toBuffer();
  const noise = randomBytes(shapes.length, 2);
  for (let index = 0; index < shapes.length; index += 1) {
    const value = (shapes[index] ?? 0) + ((noise[index] ?? 0) >> 4) - 8;
    shapes[index] = Math.min(255, Math.max(0, value));
  }
  return sharp(shapes, { raw: { width, height, channels: 3 } });
};

/**
 * A picture whose upright form is 400 × 300 with a red left half and a blue right half,
 * stored turned and mirrored as EXIF orientation `orientation` (1–8) says.
 */
export const turnedPicture = async (orientation: number): Promise<Buffer> => {
  const half = (background: string) =>
    sharp({ create: { width: 200, height: 300, channels: 3, background } })
      .png()
      .toBuffer();
  const upright = await sharp({ create: { width: 400, height: 300, channels: 3, background: "red" } })
    .composite([{ input: await half("blue"), left: 200, top: 0 }])
    .png()
    .toBuffer();
  const stored = {
    1: (picture: Sharp) => picture,
    2: (picture: Sharp) => picture.flop(),
    3: (picture: Sharp) => picture.rotate(180),
    4: (picture: Sharp) => picture.flip(),
    5: (picture: Sharp) => picture.rotate(270).flop(),
    6: (picture: Sharp) => picture.rotate(270),
    7: (picture: Sharp) => picture.rotate(90).flop(),
    8: (picture: Sharp) => picture.rotate(90),
  }[orientation];
  if (!stored) throw new RangeError("an EXIF orientation is 1 to 8");
  const turned = await stored(sharp(upright)).png().toBuffer();
  return sharp(turned).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
};

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = ((crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)) >>> 0;
  return (crc ^ 0xffffffff) >>> 0;
};

const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
};

/** A well-formed black one-bit PNG of `side` × `side` pixels: a few kilobytes that ask for gigabytes. */
export const pngBomb = (side: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rowBytes = Math.ceil(side / 8) + 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(Buffer.alloc(rowBytes * side), { level: 9 })),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
};

/** A GIF of 64 × 64 pixels whose one frame is repeated `frames` times. */
export const animatedGif = async (frames: number): Promise<Buffer> => {
  const single = await sharp({ create: { width: 64, height: 64, channels: 3, background: "green" } })
    .gif()
    .toBuffer();
  const palette = (single[10] ?? 0) & 0x80 ? 3 * 2 ** (((single[10] ?? 0) & 0x07) + 1) : 0;
  const frame = single.subarray(13 + palette, -1);
  const trailer = single.subarray(-1);
  return Buffer.concat([
    single.subarray(0, 13 + palette),
    ...Array.from({ length: frames }, () => frame),
    trailer,
  ]);
};

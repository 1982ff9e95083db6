import sharp from "sharp";

export type LandscapeOptions = {
  /** Upright size in pixels; 4000 × 3000 is what a phone takes. */
  width: number;
  height: number;
  /** The same seed draws the same picture. */
  seed: number;
  /** EXIF orientation the pixels are stored under: 1 upright, 6 as a phone held upright stores them. */
  orientation?: 1 | 6;
};

// A small linear congruential generator (Numerical Recipes): the same picture on every machine.
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const ridge = (random: () => number, width: number, height: number, base: number, rough: number) => {
  const points = Array.from({ length: 13 }, (_, index) => {
    const y = height * (base - rough * random() * (index % 2 === 0 ? 0.4 : 1));
    return `${Math.round((index * width) / 12)},${Math.round(y)}`;
  });
  return `M0,${height} L${points.join(" L")} L${width},${height} Z`;
};

// Sky above, sky at the horizon, farthest ridge, nearest ridge.
const palettes = [
  ["#2f6fb5", "#f8d9b0", [196, 38, 62], [205, 52, 17]],
  ["#3b2a68", "#ff9e7a", [268, 30, 52], [262, 42, 13]],
  ["#77b7e6", "#eef6f2", [150, 24, 60], [152, 42, 19]],
  ["#f2a65a", "#fff1cf", [24, 44, 58], [12, 46, 19]],
  ["#16324f", "#8fd3c7", [184, 30, 46], [196, 56, 11]],
  ["#c9808f", "#fde2d3", [342, 26, 58], [328, 34, 18]],
] as const;

const scene = ({ width, height, seed }: LandscapeOptions): string => {
  const random = randomFrom(seed * 7_919);
  const [skyTop, horizon, far, near] = palettes[seed % palettes.length] ?? palettes[0];
  const sun = {
    x: width * (0.15 + 0.7 * random()),
    y: height * (0.22 + 0.2 * random()),
    r: Math.min(width, height) * 0.06,
  };
  const mix = (channel: 0 | 1 | 2, depth: number) =>
    far[channel] + ((near[channel] - far[channel]) * depth) / 3;
  const layers = [0, 1, 2, 3].map(
    (depth) =>
      `<path d="${ridge(random, width, height, 0.62 + depth * 0.1, 0.22 - depth * 0.03)}" fill="hsl(${mix(0, depth)} ${mix(1, depth)}% ${mix(2, depth)}%)"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="${skyTop}"/><stop offset="0.68" stop-color="${horizon}"/>
    </linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="#fffaf0"/>
    ${layers.join("\n")}
  </svg>`;
};

/**
 * A JPEG that costs a decoder what a photograph costs: soft gradients, hard edges and sensor noise. Sky above, dark
 * ground below, so that "upright" can be seen.
 */
export const landscape = async (options: LandscapeOptions): Promise<Buffer<ArrayBuffer>> => {
  const { width, height, seed, orientation = 1 } = options;
  const random = randomFrom(seed + 1);
  const tile = Buffer.from(Uint8Array.from({ length: 512 * 512 * 3 }, () => 98 + random() * 60));
  const noise = await sharp(tile, { raw: { width: 512, height: 512, channels: 3 } })
    .png()
    .toBuffer();
  const upright = await sharp(Buffer.from(scene(options)))
    .composite([{ input: noise, tile: true, blend: "soft-light" }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = sharp(upright.data, { raw: { width, height, channels: 3 } });
  const stored = orientation === 6 ? picture.rotate(270) : picture;
  const jpeg = await stored.withMetadata({ orientation }).jpeg({ quality: 92 }).toBuffer();
  return Buffer.from(jpeg);
};

import { useId } from "react";

type Scene = {
  name: string;
  ratio: number;
  sky: [string, string];
  sun: [number, number, number, string];
  hills: [string, string][];
};

/** Little landscapes drawn on the spot, so that the front page asks nobody for a picture. */
export const scenes: readonly Scene[] = [
  {
    name: "dunes",
    ratio: 1.5,
    sky: ["#f9b384", "#fde4c3"],
    sun: [108, 44, 13, "#fff3dd"],
    hills: [
      ["#e08a5b", "M0 78 C40 52 70 70 100 60 S150 56 150 62 V100 H0Z"],
      ["#b85f47", "M0 92 C30 74 62 92 92 80 S140 76 150 82 V100 H0Z"],
    ],
  },
  {
    name: "peak",
    ratio: 0.8,
    sky: ["#274b8f", "#8fb6e8"],
    sun: [58, 24, 6, "#f2f6ff"],
    hills: [
      ["#e7eefb", "M0 78 L34 34 L46 52 L56 42 L80 76 V100 H0Z"],
      ["#1d3563", "M0 86 L22 64 L40 80 L60 60 L80 82 V100 H0Z"],
    ],
  },
  {
    name: "sea",
    ratio: 1.78,
    sky: ["#5fc3d9", "#d7f3f1"],
    sun: [40, 30, 10, "#fffdf0"],
    hills: [
      ["#2596b4", "M0 62 H178 V100 H0Z"],
      ["#f4dfb4", "M0 92 C50 74 110 98 178 80 V100 H0Z"],
    ],
  },
  {
    name: "forest",
    ratio: 1.2,
    sky: ["#bfe0c2", "#f2f8e4"],
    sun: [88, 30, 9, "#fffbe2"],
    hills: [
      ["#6fae7d", "M0 66 L14 44 L26 62 L42 36 L58 62 L74 46 L92 66 L108 50 L120 62 V100 H0Z"],
      ["#2f6b4c", "M0 84 L16 60 L32 82 L50 58 L66 82 L84 62 L104 84 L120 70 V100 H0Z"],
    ],
  },
  {
    name: "night",
    ratio: 1.4,
    sky: ["#1a1740", "#5b3f8c"],
    sun: [104, 26, 8, "#f6e9ff"],
    hills: [
      ["#3a2a68", "M0 74 C34 58 62 76 90 64 S130 62 140 66 V100 H0Z"],
      ["#15112f", "M0 88 C36 76 74 92 104 82 S134 84 140 84 V100 H0Z"],
    ],
  },
  {
    name: "blossom",
    ratio: 1,
    sky: ["#fbc6d4", "#fdeff1"],
    sun: [28, 28, 9, "#fff9f4"],
    hills: [
      ["#e58aa6", "M0 72 C24 56 52 74 74 62 S96 60 100 64 V100 H0Z"],
      ["#a94e74", "M0 90 C26 76 50 90 72 82 S96 82 100 82 V100 H0Z"],
    ],
  },
  {
    name: "harbour",
    ratio: 1.6,
    sky: ["#f2766b", "#ffd6a6"],
    sun: [80, 58, 15, "#fff0cf"],
    hills: [
      ["#8a3b5c", "M0 66 H160 V100 H0Z"],
      ["#57264a", "M0 82 C40 74 80 88 120 80 S160 82 160 82 V100 H0Z"],
    ],
  },
];

/** One of the {@link scenes}, filling its box. Decoration. */
export const SceneArt = ({ scene }: { scene: Scene }) => {
  const skyId = useId();
  const [x, y, radius, glow] = scene.sun;
  return (
    <svg
      viewBox={`0 0 ${scene.ratio * 100} 100`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className="block size-full"
    >
      <defs>
        <linearGradient id={skyId} x1="0" y1="0" x2="0" y2="1">
          <stop stopColor={scene.sky[0]} />
          <stop offset="1" stopColor={scene.sky[1]} />
        </linearGradient>
      </defs>
      <rect width="200" height="100" fill={`url(#${skyId})`} />
      <circle cx={x} cy={y} r={radius} fill={glow} />
      {scene.hills.map(([colour, path]) => (
        <path key={path} d={path} fill={colour} />
      ))}
    </svg>
  );
};

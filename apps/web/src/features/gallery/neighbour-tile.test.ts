import { expect, test } from "vitest";
import { neighbourTile, type TileBox } from "./neighbour-tile.ts";

const box = (left: number, right: number, top: number): TileBox => ({ left, right, top, bottom: top + 100 });
// 0 0 0 1 1
// 2 3 3 3 4
// 5
const boxes = [
  box(0, 300, 0),
  box(304, 500, 0),
  box(0, 100, 104),
  box(104, 400, 104.4),
  box(404, 500, 104),
  box(0, 100, 300),
];

test("left and right follow the order of the files, also across rows", () => {
  expect(neighbourTile(boxes, 1, "ArrowRight")).toBe(2);
  expect(neighbourTile(boxes, 2, "ArrowLeft")).toBe(1);
  expect(neighbourTile(boxes, 0, "ArrowLeft")).toBeNull();
  expect(neighbourTile(boxes, 5, "ArrowRight")).toBeNull();
});

test("up and down lead to the closest tile of the next row, also into the next day", () => {
  expect(neighbourTile(boxes, 0, "ArrowDown")).toBe(2);
  expect(neighbourTile(boxes, 1, "ArrowDown")).toBe(4);
  expect(neighbourTile(boxes, 3, "ArrowUp")).toBe(0);
  expect(neighbourTile(boxes, 4, "ArrowDown")).toBe(5);
  expect(neighbourTile(boxes, 5, "ArrowUp")).toBe(2);
  expect(neighbourTile(boxes, 5, "ArrowDown")).toBeNull();
  expect(neighbourTile(boxes, 1, "ArrowUp")).toBeNull();
});

test("Home and End lead to the ends, other keys nowhere", () => {
  expect(neighbourTile(boxes, 3, "Home")).toBe(0);
  expect(neighbourTile(boxes, 3, "End")).toBe(5);
  expect(neighbourTile(boxes, 3, "a")).toBeNull();
});

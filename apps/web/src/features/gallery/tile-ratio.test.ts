import type { FileView } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { sampleFile } from "../files/sample-file.ts";
import { tileRatio } from "./tile-ratio.ts";

const pictured = (width: number, height: number): FileView["thumbnail"] => ({
  state: "ready",
  renditions: [{ name: "thumb", width, height, contentType: "image/webp", url: "https://storage.example/t" }],
});

test("a tile has the shape of its picture, within what a row can show", () => {
  expect(tileRatio(sampleFile({ thumbnail: pictured(320, 240) }))).toBeCloseTo(4 / 3);
  expect(tileRatio(sampleFile({ thumbnail: pictured(320, 20) }))).toBe(3);
  expect(tileRatio(sampleFile({ thumbnail: pictured(20, 320) }))).toBe(0.5);
});

test("a file without a picture gets a card, whatever its own shape", () => {
  expect(tileRatio(sampleFile({ thumbnail: { state: "none", renditions: [] } }))).toBe(1);
  expect(tileRatio(sampleFile({ thumbnail: { state: "failed", renditions: [] } }))).toBe(1);
  expect(tileRatio(sampleFile({ thumbnail: { state: "none", renditions: [] } }), 1.4)).toBe(1.4);
});

import { MINUTE_MS } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { keepReadUrls } from "./keep-read-urls.ts";
import { sampleFile } from "./sample-file.ts";

const now = new Date("2026-03-03T12:00:00.000Z");
const endsIn = (minutes: number) => new Date(now.getTime() + minutes * MINUTE_MS).toISOString();
const signed = (blob: string, minutes: number, name = "beach.jpg") =>
  `https://storage.example/${blob}?${new URLSearchParams({ se: endsIn(minutes), rscd: name, sig: `s${minutes}` })}`;
const file = (minutes: number, { blob = "1", name = "beach.jpg" } = {}) =>
  sampleFile({
    fileName: name,
    blobUrl: signed(blob, minutes, name),
    thumbnail: {
      state: "ready",
      renditions: [
        { name: "thumb", contentType: "image/webp", url: signed(`t${blob}`, minutes), width: 4, height: 3 },
      ],
    },
  });

test("an unchanged file is shown under the same URLs as before, with whatever else is new of it", () => {
  const old = file(50);
  const fresh = { ...file(70), isShared: true, shareCount: 1 };
  expect(keepReadUrls(fresh, old, now)).toEqual({ ...old, isShared: true, shareCount: 1 });
});

test("a URL that might not live until the next answer is replaced", () => {
  expect(keepReadUrls(file(70), file(34), now)).toEqual(file(70));
  expect(keepReadUrls(file(70), file(36), now)).toEqual(file(36));
});

test("other bytes, another name and a file not seen before come under their own URLs", () => {
  const redrawn = file(70, { blob: "2" });
  expect(keepReadUrls(redrawn, file(60), now)).toEqual(redrawn);
  const renamed = file(70, { name: "sea.jpg" });
  expect(keepReadUrls(renamed, file(60), now).blobUrl).toBe(renamed.blobUrl);
  expect(keepReadUrls(file(70), undefined, now)).toEqual(file(70));
});

test("a URL that does not say when it ends is not kept", () => {
  const endless = (sig: string) => sampleFile({ blobUrl: `https://storage.example/1?sig=${sig}` });
  expect(keepReadUrls(endless("b"), endless("a"), now)).toEqual(endless("b"));
});

import type { FileRecord, Rendition } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { giveUp } from "../queue/give-up.ts";
import { refusals } from "../render/refusal.ts";
import type { Services } from "../services.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { makeThumbnail } from "./make-thumbnail.ts";
import { storeRenditions } from "./store-renditions.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("a part of the picture");
const facts = { contentType: "image/jpeg", width: 40, height: 30, bytes } as const;
const store = async (file: FileRecord, name: Rendition["name"]) => {
  const [rendition] = await storeRenditions(bench.services.blobs, file, [{ name, ...facts }]);
  if (rendition === undefined) throw new Error("nothing was stored");
  return rendition;
};

/** A damaged picture of which a part was drawn, and whose owner has asked for another try. */
const addAskedAgain = async () => {
  const file = await bench.addFile(Buffer.from("not a picture any more"));
  const renditions = [await store(file, "preview"), await store(file, "thumb")];
  const thumbnail = { state: "pending", reason: null, renditions, thumbhash: "abcd" } as const;
  await bench.services.db.files.update(file.userId, file.fileId, { thumbnail });
  return { file, renditions };
};

const draw = ({ userId, fileId }: FileRecord, services: Services = bench.services) =>
  makeThumbnail(services, { type: "thumbnail", userId, fileId });

test("a damaged picture still shows what was drawn of it when another try fails", async () => {
  const { file, renditions } = await addAskedAgain();
  expect(await draw(file)).toBe("failed");
  expect((await bench.file(file))?.thumbnail).toEqual({
    state: "failed",
    reason: refusals.kind,
    renditions,
    thumbhash: "abcd",
  });
  expect(await bench.names("cloudpix-thumbnails")).toHaveLength(2);
});

test("and when the other try is given up", async () => {
  const { file, renditions } = await addAskedAgain();
  const { queue } = bench.services;
  await queue.send({ type: "thumbnail", userId: file.userId, fileId: file.fileId });
  for (const delivery of await queue.receive(1, 1_000)) await giveUp(bench.services, delivery);
  const thumbnail = { state: "failed", reason: refusals.repeatedly, renditions, thumbhash: "abcd" };
  expect(await bench.file(file)).toMatchObject({ thumbnail });
});

test("a card that was made of it while the other try ran is among what is kept", async () => {
  const { file, renditions } = await addAskedAgain();
  const card = await store(file, "og");
  const { render, db } = bench.services;
  const drawPicture: typeof render.drawPicture = async (picture) => {
    const thumbnail = {
      state: "pending",
      reason: null,
      renditions: [...renditions, card],
      thumbhash: "abcd",
    };
    await db.files.update(file.userId, file.fileId, { thumbnail: { ...thumbnail, state: "pending" } });
    return render.drawPicture(picture);
  };
  await draw(file, { ...bench.services, render: { ...render, drawPicture } });
  expect((await bench.file(file))?.thumbnail.renditions).toEqual([...renditions, card]);
});

test("a picture of which nothing was ever drawn shows nothing", async () => {
  const file = await bench.addFile(Buffer.from("not a picture"));
  await draw(file);
  expect((await bench.file(file))?.thumbnail).toMatchObject({
    state: "failed",
    renditions: [],
    thumbhash: null,
  });
});

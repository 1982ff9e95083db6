import { MINUTE_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, openWorld, upload, type World } from "../../test/world.ts";
import { createRateLimits } from "../rate-limits.ts";
import { toAppError } from "../to-app-error.ts";
import { openShare } from "./open-share.ts";
import { unlockShare } from "./unlock-share.ts";

const password = "open sesame";
let world: World;
let free: string;
let locked: string;
beforeEach(async () => {
  world = await openWorld();
  const { services } = world;
  services.rateLimits = createRateLimits(services.db.throttles, services.now);
  const ada = await world.person();
  const { fileId } = await upload(world, ada);
  free = (await ada.shares.create({ fileId })).linkId;
  locked = (await ada.shares.create({ fileId, password })).linkId;
});
afterEach(() => world.close());

const from = (clientAddress: string) => ({ services: world.services, clientAddress });
const open = (address = "192.0.2.1") => openShare(from(address), free);
const guess = (given: string, address = "192.0.2.1") =>
  unlockShare(from(address), { linkId: locked, password: given });
const accessCount = async (linkId: string) => (await world.services.db.shareLinks.get(linkId))?.accessCount;

const expectTooOften = async (refused: Promise<unknown>) => {
  const refusal = await refused.then(() => undefined, toAppError);
  expect(refusal?.code).toBe("rate.limited");
  expect(refusal?.retryAfterSeconds).toBeGreaterThanOrEqual(1);
  expect(refusal?.retryAfterSeconds).toBeLessThanOrEqual(60);
};

test("the 121st open of a minute from an address is refused with when to come back, and counts nothing", async () => {
  for (let opened = 0; opened < 120; opened += 1) await open();
  await expectTooOften(open());
  expect(await accessCount(free)).toBe(120);
  await open("192.0.2.2");
});

test("unlocking and opening share one window of an address", async () => {
  for (let opened = 0; opened < 119; opened += 1) await open();
  await guess(password);
  await expectTooOften(guess(password));
  await expectTooOften(open());
  expect([await accessCount(free), await accessCount(locked)]).toEqual([119, 1]);
});

test("the eleventh guess of a minute from an address is refused, also the right one, and counts nothing", async () => {
  for (let guessed = 0; guessed < 10; guessed += 1)
    expect(await codeOf(guess(`guess ${guessed}`))).toBe("share.password_wrong");
  await expectTooOften(guess(password));
  expect(await accessCount(locked)).toBe(0);
  await guess(password, "192.0.2.2");
});

test("the 101st guess of a minute is refused to an eleventh address too, whose first it is", async () => {
  for (let guessed = 0; guessed < 100; guessed += 1) {
    const address = `192.0.2.${1 + Math.floor(guessed / 10)}`;
    expect(await codeOf(guess("wrong", address))).toBe("share.password_wrong");
  }
  await expectTooOften(guess(password, "192.0.2.11"));
  expect(await accessCount(locked)).toBe(0);
  world.pass(MINUTE_MS);
  await guess(password, "192.0.2.11");
});

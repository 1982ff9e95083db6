import { openWorld, type World } from "@cloudpix/api/testing";
import { limits, MINUTE_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runningVisit } from "./running-visit.ts";

const linkId = "AAAAAAAAAAAAAAAAAAAAAA";
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const issue = () => world.services.visits.issue(linkId, world.services.now());

test("an old visit in the address does not hide the running one in the cookie", async () => {
  const old = await issue();
  world.pass((limits.visitMinutes + 1) * MINUTE_MS);
  const running = await issue();
  expect(await runningVisit(world.services, linkId, [old, running])).toBe(running);
  expect(await runningVisit(world.services, linkId, [running, old])).toBe(running);
});

test("no token, or none that runs, is no visit", async () => {
  expect(await runningVisit(world.services, linkId, [])).toBeUndefined();
  expect(await runningVisit(world.services, linkId, ["rubbish", ""])).toBeUndefined();
  expect(await runningVisit(world.services, "BBBBBBBBBBBBBBBBBBBBBB", [await issue()])).toBeUndefined();
});

import { limits, MINUTE_MS } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorld, type World } from "../../test/world.ts";
import { runningVisit } from "./running-visit.ts";

const link = { linkId: "AAAAAAAAAAAAAAAAAAAAAA", passwordHash: null };
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const issue = () => world.services.visits.issue(link, world.services.now());

test("an old visit in the address does not hide the running one in the cookie", async () => {
  const old = await issue();
  world.pass((limits.visitMinutes + 1) * MINUTE_MS);
  const running = await issue();
  expect(await runningVisit(world.services, link, [old, running])).toBe(running);
  expect(await runningVisit(world.services, link, [running, old])).toBe(running);
});

test("no token, one of another link or of another password, or none that runs, is no visit", async () => {
  expect(await runningVisit(world.services, link, [])).toBeUndefined();
  expect(await runningVisit(world.services, link, ["rubbish", ""])).toBeUndefined();
  const other = { ...link, linkId: "BBBBBBBBBBBBBBBBBBBBBB" };
  expect(await runningVisit(world.services, other, [await issue()])).toBeUndefined();
  const locked = { ...link, passwordHash: "$2b$10$hash" };
  expect(await runningVisit(world.services, locked, [await issue()])).toBeUndefined();
});

test("a visit gives nothing of the password's hash away", async () => {
  const passwordHash = "$2b$04$abcdefghijklmnopqrstuv";
  const token = await world.services.visits.issue({ ...link, passwordHash }, world.services.now());
  const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  expect(payload).toContain(link.linkId);
  expect(payload).not.toContain(passwordHash);
});

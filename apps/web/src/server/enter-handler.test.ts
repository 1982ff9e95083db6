import { openWorld, upload, type World } from "@cloudpix/api/testing";
import { unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld } from "../../test/run-world.ts";
import { handleShare } from "./share-handler.ts";

const origin = "https://pix.example.com";
const bot = { "user-agent": "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)" };

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
let linkId: string;
beforeEach(async () => {
  world = await openWorld();
  runWorld(world);
  ada = await world.person();
  const { fileId } = await upload(world, ada);
  ({ linkId } = await ada.shares.create({ fileId }));
});
afterEach(() => world.close());

const enter = (init: RequestInit = {}, query = "") =>
  handleShare(new Request(`${origin}/s/${linkId}/enter${query}`, init), { linkId, step: "enter" });
const accessCount = async () => (await world.services.db.shareLinks.get(linkId))?.accessCount;

test.each<[string, RequestInit, string]>([
  ["looks (HEAD)", { method: "HEAD" }, ""],
  ["looks for a person", { method: "HEAD" }, "?human=1"],
  ["guesses ahead", { headers: { "sec-purpose": "prefetch;prerender" } }, ""],
  ["guesses ahead in the older way", { headers: { purpose: "prefetch" } }, ""],
  ["guesses ahead as a bot that says it is none", { headers: { ...bot, purpose: "prefetch" } }, "?human=1"],
])("who %s at the entrance is not counted, and gets no visit and no byte", async (_, init, query) => {
  const answer = await enter(init, query);
  expect([answer.status, await answer.text()]).toEqual([204, ""]);
  expect(answer.headers.has("set-cookie")).toBe(false);
  expect(await accessCount()).toBe(0);
});

test("a fetcher of cards is sent back to the page uncounted, with no visit and no byte", async () => {
  const answer = await enter({ headers: bot });
  expect([answer.status, answer.headers.get("location"), await answer.text()]).toEqual([
    303,
    `${origin}/s/${linkId}`,
    "",
  ]);
  expect(answer.headers.has("set-cookie")).toBe(false);
  expect(await accessCount()).toBe(0);
});

test.each<[string, RequestInit, string]>([
  ["anybody", {}, ""],
  ["who is called like a bot and followed the card's own link", { headers: bot }, "?human=1"],
])("%s who enters is counted once and gets a visit", async (_, init, query) => {
  const answer = await enter(init, query);
  const visit = new URL(answer.headers.get("location") ?? "").searchParams.get("v");
  expect(answer.headers.get("set-cookie")).toContain(`=${visit};`);
  expect(await accessCount()).toBe(1);
});

test("a fault on the way in spends no access: the only one a link permits is there for the next try", async () => {
  const { db } = world.services;
  await ada.shares.update({ linkId, maxAccessCount: 1 });
  const get = () => Promise.reject(unavailable(new Error("no answer")));
  world.services.db = { ...db, files: { ...db.files, get } };
  expect((await enter()).status).toBe(503);
  world.services.db = db;
  expect(await accessCount()).toBe(0);
  expect((await enter()).headers.get("location")).toContain("?v=");
});

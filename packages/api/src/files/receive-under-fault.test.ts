import { receivingBeatMs, unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inPieces, receiveForm } from "../../test/receive-form.ts";
import { codeOf, jpegBytes, openWorld, type World } from "../../test/world.ts";

let world: World;
let ada: Awaited<ReturnType<World["person"]>>;
beforeEach(async () => {
  world = await openWorld();
  ada = await world.person();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const usedBytes = async () => (await ada.auth.profile()).usedBytes;
const receivingRow = async () => {
  const soon = new Date(world.services.now().getTime() + 1).toISOString();
  const [row] = await world.services.db.files.listByStatusBefore("receiving", soon, 1);
  if (row === undefined) throw new Error("no form is under way");
  return row;
};
const noAnswer = () => unavailable(new Error("no answer"));

test("a form whose request was taken for dead is told to come again, and is received no further", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let sent = 0;
  const source = (async function* () {
    yield jpegBytes(100);
    const { userId, fileId } = await receivingRow();
    await world.services.db.files.remove(userId, fileId, { status: ["receiving"] });
    vi.advanceTimersByTime(receivingBeatMs);
    for (; sent < 1_000; sent += 1) {
      yield new Uint8Array(10);
      await new Promise(setImmediate);
    }
  })();
  expect(await codeOf(receiveForm(world, ada, { source }))).toBe("dependency.unavailable");
  expect(sent).toBeLessThan(1_000);
});

test("a form whose last answer from the database is lost is the file that its owner sees", async () => {
  const { db } = world.services;
  const update: typeof db.files.update = async (...args) => {
    const row = await db.files.update(...args);
    if (row?.status === "active") throw noAnswer();
    return row;
  };
  world.services.db = { ...db, files: { ...db.files, update } };
  const { fileId } = await receiveForm(world, ada);
  world.services.db = db;
  expect((await ada.files.list({ limit: 10 })).files).toMatchObject([{ fileId, fileSize: 5_000 }]);
  expect(await usedBytes()).toBe(5_000);
});

test.each([
  ["was done although its answer is lost", true],
  ["was not done", false],
])(
  "a growth of which the database does not say that it %s takes what the row says and no more",
  async (_, isDone) => {
    const { db } = world.services;
    let lost = 0;
    const update: typeof db.files.update = async (...args) => {
      if (args[2].fileSize === undefined || args[2].status !== undefined || lost > 0)
        return db.files.update(...args);
      lost += 1;
      if (isDone) await db.files.update(...args);
      throw noAnswer();
    };
    world.services.db = { ...db, files: { ...db.files, update } };
    const received = receiveForm(world, ada, { source: inPieces(jpegBytes(100_000)) });
    if (isDone) await expect(received).resolves.toMatchObject({ status: "active", fileSize: 100_000 });
    else expect(await codeOf(received)).toBe("dependency.unavailable");
    expect(lost).toBe(1);
    expect(await usedBytes()).toBe(isDone ? 100_000 : 0);
  },
);

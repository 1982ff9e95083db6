import { addMs, DAY_MS, HOUR_MS } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { createDelegationKeys } from "./delegation-keys.ts";

const noon = new Date("2030-01-01T12:00:00.000Z");

/** Keys numbered in the order they were asked for; `fail` plays a storage that does not answer. */
const keySource = () => {
  const asked: { startsOn: Date; expiresOn: Date }[] = [];
  const source = { asked, fail: false };
  const keyFor = createDelegationKeys(async (startsOn, expiresOn) => {
    asked.push({ startsOn, expiresOn });
    if (source.fail) throw new Error("storage does not answer");
    return {
      signedObjectId: `key ${asked.length}`,
      signedTenantId: "tenant",
      signedStartsOn: startsOn,
      signedExpiresOn: expiresOn,
      signedService: "b",
      signedVersion: "1",
      value: "secret",
    };
  });
  const nameFor = async (now: Date, until: Date) => (await keyFor(now, until)).signedObjectId;
  return { source, nameFor };
};

test("one key serves a whole day, and callers who come at once share one request", async () => {
  const { source, nameFor } = keySource();
  const names = await Promise.all([1, 2, 3].map((hour) => nameFor(noon, addMs(noon, hour * HOUR_MS))));
  names.push(await nameFor(addMs(noon, 11 * HOUR_MS), addMs(noon, DAY_MS)));
  expect(new Set(names)).toEqual(new Set(["key 1"]));
  expect(source.asked).toEqual([
    { startsOn: new Date("2029-12-31T23:00:00.000Z"), expiresOn: new Date("2030-01-04T00:00:00.000Z") },
  ]);
});

test("the next day's key is fetched without letting anybody wait", async () => {
  const { nameFor } = keySource();
  await nameFor(noon, addMs(noon, HOUR_MS));
  const tomorrow = addMs(noon, DAY_MS);
  expect(await nameFor(tomorrow, addMs(tomorrow, HOUR_MS))).toBe("key 1");
  await expect.poll(() => nameFor(tomorrow, addMs(tomorrow, HOUR_MS))).toBe("key 2");
});

test("while storage does not answer the old key goes on as long as it covers the URL, and then the failure shows", async () => {
  const { source, nameFor } = keySource();
  await nameFor(noon, addMs(noon, HOUR_MS));
  source.fail = true;
  const tomorrow = addMs(noon, DAY_MS);
  expect(await nameFor(tomorrow, addMs(tomorrow, DAY_MS))).toBe("key 1");
  await expect(nameFor(addMs(noon, 2 * DAY_MS), addMs(noon, 3 * DAY_MS))).rejects.toThrow("does not answer");
  source.fail = false;
  expect(await nameFor(addMs(noon, 2 * DAY_MS), addMs(noon, 3 * DAY_MS))).toMatch(/^key \d$/);
});

test("a key always covers the URL it signs; a URL that would outlive every key is refused", async () => {
  const { nameFor } = keySource();
  await expect(nameFor(noon, addMs(noon, 2 * DAY_MS))).resolves.toBe("key 1");
  await expect(nameFor(noon, addMs(noon, 3 * DAY_MS))).rejects.toThrow(RangeError);
});

test("a clock that jumps ahead and back gets a key that is valid now", async () => {
  const { source, nameFor } = keySource();
  await nameFor(addMs(noon, 30 * DAY_MS), addMs(noon, 30 * DAY_MS + HOUR_MS));
  expect(await nameFor(noon, addMs(noon, HOUR_MS))).toBe("key 2");
  expect(source.asked[1]?.startsOn).toEqual(new Date("2029-12-31T23:00:00.000Z"));
});

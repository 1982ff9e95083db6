import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActorName } from "../../test/actors.ts";
import { askPath, askStep } from "../../test/ask.ts";
import { driverNames } from "../../test/drivers.ts";
import type { Footprint } from "../../test/footprint.ts";
import { openScene, type Scene } from "../../test/scene.ts";
import { stepCases } from "../../test/step-cases.ts";
import { toldSecrets } from "../../test/told-secrets.ts";
import { shareSteps } from "./share-handler.ts";

test("the table has every step below the page of a link, and nothing else", () => {
  expect(Object.keys(stepCases).sort()).toEqual([...shareSteps].sort());
});

/** A status, or for those who are sent on: `in` with a visit, `back` without one, or with what they are told. */
const fate = ({ status, headers }: Response) => {
  if (status !== 303) return String(status);
  const told = new URL(headers.get("location") ?? "").searchParams;
  const isIn = told.has("v") && headers.has("set-cookie");
  return isIn ? "in" : (told.get("refusal") ?? "back");
};

describe.each(driverNames)("who may what below the page of a link, on %s", (driver) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene(driver);
  });
  afterAll(() => scene?.[Symbol.asyncDispose]());

  /** Nothing, or what of it: an access, and only where one was let in. */
  const expectCounted = (after: Footprint, before: Footprint, accesses: number) => {
    const sum = ({ users }: Footprint) =>
      users.flatMap(({ shareLinks }) => shareLinks).reduce((total, link) => total + link.accessCount, 0);
    expect(sum(after)).toBe(sum(before) + accesses);
    if (accesses === 0) expect(after).toEqual(before);
  };

  describe.each(["address", "cookie"] as const)("the visit in the %s", (visitIn) => {
    test.each(Object.entries(stepCases))("%s", async (name, { expected, bytes }) => {
      const fates = new Map<ActorName, string>();
      const before = await scene.footprint();
      await scene.askAll(
        (belongings, actor) => askStep(name, belongings, actor, visitIn),
        async (answered) => {
          const { answer, belongings } = answered;
          const fared = fate(answer);
          fates.set(answered.name, fared);
          const audience = fared === "in" || answer.status === 200 ? "holder" : "owner";
          expect(await toldSecrets(answered, { audience }), `told to ${answered.name}`).toEqual([]);
          if (bytes === undefined || answer.status !== 200) return;
          expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(bytes(belongings)));
        },
      );
      expect(Object.fromEntries(fates)).toEqual(expected);
      const accesses = [...fates.values()].filter((fared) => fared === "in").length;
      expectCounted(await scene.footprint(), before, accesses);
    });
  });

  test("what is no step is nothing, under a visit too", async () => {
    const { linkId, visit } = scene.belongings.links.link;
    for (const step of ["og", "thumb.webp", "original", "__proto__", "constructor", "%66ile%20"]) {
      expect((await askPath(`/s/${linkId}/${step}?v=${visit}`, {})).status, step).toBe(404);
    }
  });
});

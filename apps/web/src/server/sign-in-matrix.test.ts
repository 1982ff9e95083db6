import { describe, expect, test } from "vitest";
import { actionCases } from "../../test/action-cases.ts";
import type { ActorName } from "../../test/actors.ts";
import { askAction } from "../../test/ask-auth.ts";
import { driverNames } from "../../test/drivers.ts";
import { openScene } from "../../test/scene.ts";
import { toldSecrets } from "../../test/told-secrets.ts";
import { authActions } from "./auth-handler.ts";

test("the table has every action of the browser's sign-in, and nothing else", () => {
  expect(Object.keys(actionCases).sort()).toEqual([...authActions].sort());
});

describe.each(driverNames)("who may what in signing in and out, on %s", (driver) => {
  test.each(Object.entries(actionCases))("%s", async (name, { expected, asOwner }) => {
    await using scene = await openScene(driver);
    const statuses = new Map<ActorName, number>();
    await scene.askAll(
      (belongings, actor) => askAction(name, belongings, actor),
      async (answered) => {
        statuses.set(answered.name, answered.answer.status);
        const told = await toldSecrets(answered, { audience: "everybody", asOwner });
        expect(told, `told to ${answered.name}`).toEqual([]);
      },
    );
    expect(Object.fromEntries(statuses)).toEqual(expected);
  });

  test("a session is shown to the browser that holds it, and to nobody else", async () => {
    await using scene = await openScene(driver);
    const shown = new Map<string, ActorName[]>();
    await scene.askAll(
      (belongings, actor) => askAction("GET session", belongings, actor),
      async ({ name, answer }) => {
        const text = await answer.text();
        shown.set(text, [...(shown.get(text) ?? []), name]);
      },
    );
    const holders = [...shown].filter(([text]) => text !== "{}").flatMap(([, names]) => names);
    expect(new Set(holders)).toEqual(new Set(["owner by cookie from another site", "owner by cookie"]));
  });
});

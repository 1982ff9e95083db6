import { openWorld } from "@cloudpix/api/testing";
import { expect } from "vitest";
import { z } from "zod";
import { belongingsOf } from "./belongings.ts";
import { type DriverName, drivers } from "./drivers.ts";
import { type Footprint, footprintOf } from "./footprint.ts";
import { runWorld } from "./run-world.ts";

const deadlineMs = 5_000;

const Issues = z.array(z.object({ path: z.string() })).default([]);
const told = (code: string, issues: z.infer<typeof Issues>) => ({
  code,
  fields: issues.map(({ path }) => path),
});
const sentence = z.string().min(1);
const Problem = z
  .object({ code: z.string(), error: sentence, issues: Issues })
  .transform(({ code, issues }) => told(code, issues));
const Refusal = z
  .object({
    error: z.object({ message: sentence, data: z.object({ appCode: z.string(), issues: Issues }) }),
  })
  .transform(({ error: { data } }) => told(data.appCode, data.issues));
const AnyRefusal = z.union([Problem, Refusal]);

/** Why a request was refused, and for which fields, whichever interface says so. @throws ZodError for what is no refusal of ours */
export const refusalIn = (answer: unknown): z.infer<typeof AnyRefusal> => AnyRefusal.parse(answer);

/** An upload that is not what was announced is removed with the refusal. */
const endsAnUpload = /"(?:code|appCode)":"upload\.(?:digest|length)_wrong"/;

/** A world in which everything is tried on an owner's belongings; what was used up or changed is made anew. */
export const openHostileWorld = async (driver: DriverName) => {
  const open = async () => {
    const { db, reservations, close: closeDriver } = await drivers[driver]();
    const world = await openWorld({ db });
    const close = async () => {
      await world.close();
      await closeDriver();
    };
    runWorld(world);
    const belongings = await belongingsOf(world);
    const footprint = () => footprintOf(world.services, reservations);
    return { world, belongings, footprint, close, before: await footprint() };
  };
  let current = await open();

  const renew = async () => {
    await current.close();
    current = await open();
  };
  const expectUntouched = (after: Footprint) => {
    // Most are alike, and texts are compared at once.
    if (JSON.stringify(after) !== JSON.stringify(current.before)) expect(after).toEqual(current.before);
  };

  return {
    world: () => current.world,
    belongings: () => current.belongings,
    /** The owner as they ask with a token of today. */
    owner: () => ({ linkId: current.belongings.links.link.linkId, bearer: current.belongings.owner.token }),
    footprint: () => current.footprint(),
    /** The belongings as they were before the last answer. */
    before: () => current.before,
    /**
     * Never a 5xx, never silence; a refusal says why. Unless the answer `changes` something, everything is as it was; if it
     * does, the next one is tried on new belongings, once `look` has seen these.
     */
    check: async (
      ask: () => Promise<Response>,
      {
        changes,
        isRefusal = (text) => void refusalIn(JSON.parse(text)),
        look,
      }: {
        changes: (answer: Response, text: string) => boolean;
        isRefusal?: (text: string, answer: Response) => void;
        look?: (answer: Response) => Promise<void>;
      },
    ): Promise<Response> => {
      let isChanged = true;
      try {
        const begun = performance.now();
        const answer = await ask();
        expect(performance.now() - begun).toBeLessThan(deadlineMs);
        const text = await answer.clone().text();
        expect(answer.status, text).toBeLessThan(500);
        if (answer.status >= 400) isRefusal(text, answer);
        const isMeant = endsAnUpload.test(text) || changes(answer, text);
        if (!isMeant) expectUntouched(await current.footprint());
        await look?.(answer);
        isChanged = isMeant;
        return answer;
      } finally {
        // Also after what should not have been: the next try must not be blamed for it.
        if (isChanged) await renew();
      }
    },
    /** What was done on purpose until now is no answer's doing. */
    settle: async (): Promise<void> => {
      current = { ...current, before: await current.footprint() };
    },
    close: () => current.close(),
  };
};

export type HostileWorld = Awaited<ReturnType<typeof openHostileWorld>>;

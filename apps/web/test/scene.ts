import { openWorld } from "@cloudpix/api/testing";
import { type Actor, type ActorName, actorNames, actorsAround, strangersOf } from "./actors.ts";
import { type Belongings, belongingsOf } from "./belongings.ts";
import { type DriverName, drivers } from "./drivers.ts";
import { footprintOf } from "./footprint.ts";
import { runWorld } from "./run-world.ts";

/** One actor's question and its answer. */
export type Answered = { name: ActorName; actor: Actor; answer: Response; belongings: Belongings };

/** A world of its own with an owner and all who knock at their door. */
export const openScene = async (driver: DriverName) => {
  const { db, reservations, close } = await drivers[driver]();
  const world = await openWorld({ db });
  runWorld(world);
  const strangers = await strangersOf(world);
  const belongings = await belongingsOf(world);
  const again = await belongingsOf(world);
  const actors = await actorsAround(world, belongings, strangers);
  const others = await actorsAround(world, again, strangers);

  return {
    world,
    belongings,
    actors,
    footprint: () => footprintOf(world.services, reservations),
    /**
     * What `look` makes of each actor's answer. The refused ones ask first, and the owner's success shows that they changed
     * nothing; an owner who signed in the other way has things of their own, because many a verb works once.
     */
    askAll: async (
      ask: (belongings: Belongings, actor: Actor) => Promise<Response>,
      look: (answered: Answered) => Promise<void>,
    ): Promise<void> => {
      runWorld(world);
      for (const name of actorNames) {
        const isAgain = name === "owner by cookie";
        const around = isAgain ? again : belongings;
        const actor = (isAgain ? others : actors)[name];
        await look({ name, actor, answer: await ask(around, actor), belongings: around });
      }
    },
    [Symbol.asyncDispose]: async () => {
      await world.close();
      await close();
    },
  };
};

export type Scene = Awaited<ReturnType<typeof openScene>>;

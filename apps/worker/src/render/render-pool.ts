import { unavailable } from "@cloudpix/domain";
import type { DrawnPicture, DrawnRendition, RenderAnswer, RenderTask } from "./drawn.ts";
import { renderWallMs } from "./picture-limits.ts";
import { refusals } from "./refusal.ts";
import { type RenderProcess, startRenderProcess } from "./start-render-process.ts";

/**
 * Draws pictures in processes of their own, so that a bomb or a crash in a decoder costs one try of one picture.
 * All methods throw `dependency.unavailable` when the process died or was killed meanwhile; trying again is harmless.
 */
export type RenderPool = {
  drawPicture(bytes: Uint8Array): Promise<RenderAnswer<DrawnPicture>>;
  /** `preview` is a preview drawn by `drawPicture`. */
  drawCard(preview: Uint8Array): Promise<RenderAnswer<DrawnRendition>>;
  /** The processes that live now. */
  pids(): number[];
  /** Kills all processes; what they were drawing fails, what waits for a process fails too. */
  close(): void;
};

// Native decoders leave holes in the heap; a fresh process now and then costs nothing and keeps memory flat.
const tasksPerProcess = 1_000;

const closedSentence = "the render pool is closed";

type Slot = { process: RenderProcess | undefined; tasks: number };
type Waiter = { resolve: (slot: Slot) => void; reject: (error: Error) => void };

/** A pool of at most `size` processes, started when first needed and kept. */
export const createRenderPool = (options: { size: number; wallMs?: number }): RenderPool => {
  const { size, wallMs = renderWallMs } = options;
  const slots = Array.from({ length: size }, (): Slot => ({ process: undefined, tasks: 0 }));
  const free = [...slots];
  const waiting: Waiter[] = [];
  let closed = false;

  const acquire = (): Promise<Slot> | Slot => {
    if (closed) throw unavailable(new Error(closedSentence));
    return free.pop() ?? new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const release = (slot: Slot) => {
    const next = waiting.shift();
    if (next) next.resolve(slot);
    else free.push(slot);
  };
  const processOf = (slot: Slot): RenderProcess => {
    if (slot.tasks >= tasksPerProcess) slot.process?.kill();
    if (slot.process?.alive) return slot.process;
    slot.tasks = 0;
    slot.process = startRenderProcess(wallMs);
    return slot.process;
  };
  const run = async (task: RenderTask["task"], bytes: Uint8Array) => {
    const slot = await acquire();
    try {
      if (closed) throw unavailable(new Error(closedSentence));
      slot.tasks += 1;
      return await processOf(slot).run(task, bytes);
    } finally {
      release(slot);
    }
  };

  return {
    drawPicture: async (bytes) => {
      if (bytes.length === 0) return { refused: refusals.kind };
      const answer = await run("picture", bytes);
      if ("refused" in answer) return answer;
      if ("picture" in answer) return { drawn: answer.picture };
      throw unavailable(new Error("a render process answered another question"));
    },
    drawCard: async (preview) => {
      if (preview.length === 0) return { refused: refusals.unreadable };
      const answer = await run("card", preview);
      if ("refused" in answer) return answer;
      if ("card" in answer) return { drawn: answer.card };
      throw unavailable(new Error("a render process answered another question"));
    },
    pids: () => slots.flatMap(({ process }) => (process?.alive && process.pid ? [process.pid] : [])),
    close: () => {
      closed = true;
      for (const slot of slots) slot.process?.kill();
      for (const waiter of waiting.splice(0)) waiter.reject(unavailable(new Error(closedSentence)));
    },
  };
};

import { openBytePipe } from "./byte-pipe.ts";
import { drawCard } from "./draw-card.ts";
import { drawPicture } from "./draw-picture.ts";
import { type RenderMessage, RenderTask } from "./drawn.ts";

// The entry of a render process: decodes hostile bytes, holds no secrets, may be killed at any moment. One task at a time.
const readBytes = openBytePipe();

const answer = async (task: RenderTask["task"], bytes: Uint8Array): Promise<RenderMessage> => {
  if (task === "card") {
    const card = await drawCard(bytes);
    return "drawn" in card ? { card: card.drawn } : card;
  }
  const picture = await drawPicture(bytes);
  return "drawn" in picture ? { picture: picture.drawn } : picture;
};

process.on("message", async (message) => {
  const { task, lengthBytes } = RenderTask.parse(message);
  process.send?.(await answer(task, await readBytes(lengthBytes)));
});

// Without its worker it has no purpose. An ordinary exit would wait for a decode that is still running.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

// Ctrl-C in a terminal reaches the whole group; the worker decides when its processes end.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
